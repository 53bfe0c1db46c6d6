"""A fault in what the lists are made of stops the build, with the way out.

They are the list of all losses and the symptoms.
"""

import re

import pytest

from lossbook.errors import BookError
from lossbook.markdown import loss_index, troubles
from tests.lossbook.test_build import edit

MAKES = {loss_index: loss_index.losses, troubles: troubles.every}


@pytest.fixture
def refusal(tmp_path, monkeypatch):
    """What a list says if its data have one text in the place of another.

    And `file:line: ` of that text.
    """

    def refusal(module, old, new) -> tuple[str, str]:
        copy = tmp_path / module.DATA.name
        copy.write_text(module.DATA.read_text("utf-8"), "utf-8")
        line = edit(copy, old, new)
        monkeypatch.setattr(module, "DATA", copy)
        with pytest.raises(BookError) as error:
            MAKES[module]()
        return str(error.value), f"{copy.as_posix()}:{line}: "

    return refusal


FAULTS = [
    (loss_index, "eq:mse", "eq:mes", "no equation eq:mes; did you mean eq:mse"),
    (loss_index, " focal_loss:", " focal_los:", "did you mean focal_loss?"),
    (loss_index, "Loss: reg", "Loss: ", "does not show snippets/builtin/mse"),
    (troubles, "- all_ignored", "- all_ignord", "did you mean all_ignored?"),
]


@pytest.mark.parametrize(("module", "old", "new", "says"), FAULTS)
def test_fault_in_the_data(refusal, module, old, new, says):
    message, where = refusal(module, old, new)
    assert message.startswith(where)
    assert says in message


@pytest.mark.parametrize(
    ("module", "line", "says"),
    [
        (
            loss_index,
            "    early_stopping: regularization/early-stopping.md#eq:stale\n",
            r"snippets/regularizers/early_stopping\.py:1: no task has early_st",
        ),
        (
            troubles,
            "    - double_softmax\n",
            r"docs/classification/multiclass\.md:\d+: the pitfall double_soft",
        ),
    ],
)
def test_file_without_a_line(refusal, module, line, says):
    assert re.match(says, refusal(module, line, "")[0])
