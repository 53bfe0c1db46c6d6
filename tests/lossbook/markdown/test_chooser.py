"""A fault in the chooser's data stops the build, with the way out."""

import pytest

from lossbook.errors import BookError
from lossbook.markdown import chooser
from tests.lossbook.test_build import edit

TESTED = chooser  # whose data file the tests damage


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "regression.md#huber-loss",
            "none.md#huber",
            "no page docs/regression",
        ),
        ("md#huber-loss", "md#hubber", "no section #hubber; it has #why-one"),
        ("nn.HuberLoss(delta", "nn.HuberLos(delta", "has the line 'loss ="),
        (
            "data: Outliers\n        use",
            "data: Outliers\n        used",
            "found data, used, because, line, section, evidence; write data,",
        ),
        (
            "        evidence: row outliers, Huber",
            "        evidence: row outlier, Huber",
            "(did you mean outliers?)",
        ),
        (
            "        evidence: cited lin2017",
            "        evidence: cited lin217",
            "did you mean lin2017?",
        ),
        ("use: Huber loss", "use: a: b", "mapping values are not allowed"),
    ],
)
def test_fault_in_the_data(data, old, new, says):
    line = edit(data, old, new)
    with pytest.raises(BookError) as refusal:
        chooser.losses()
    assert str(refusal.value).startswith(f"{data.as_posix()}:{line}: ")
    assert says in str(refusal.value)
