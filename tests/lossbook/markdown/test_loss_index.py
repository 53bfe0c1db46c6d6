"""A fault in the list of losses stops the build, with the way out."""

import pytest

from lossbook.errors import BookError
from lossbook.markdown import loss_index
from tests.lossbook.test_build import edit

TESTED = loss_index  # whose data file the tests damage


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("eq:mse", "eq:mes", "has no equation eq:mes; did you mean eq:mse?"),
        ("    focal_loss:", "    focal_los:", "did you mean focal_loss?"),
        (
            "nn.HuberLoss: regression/",
            "nn.HuberLoss: regresion/",
            "does not show snippets/builtin/huber.py; "
            "did you mean regression/regression.md?",
        ),
        ("    nn.L1Loss:", "    nn.MSELoss:", "nn.MSELoss stands in line"),
        ("    focal_loss:", "    nn.MSELoss:", "nn.MSELoss stands twice"),
    ],
)
def test_fault_in_the_data(data, old, new, says):
    line = edit(data, old, new)
    with pytest.raises(BookError) as refusal:
        loss_index.losses()
    assert str(refusal.value).startswith(f"{data.as_posix()}:{line}: ")
    assert says in str(refusal.value)


def test_file_without_a_line(data):
    edit(
        data,
        "    early_stopping: regularization/early-stopping.md#eq:stale\n",
        "",
    )
    with pytest.raises(BookError) as refusal:
        loss_index.losses()
    assert str(refusal.value).startswith(
        "snippets/regularizers/early_stopping.py:1: no task has early_stopping"
    )
