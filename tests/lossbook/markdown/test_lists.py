"""A fault in what the lists are made of stops the build, with the way out.

They are the chooser, the list of all losses, and the symptoms.
"""

import pytest

from lossbook import cache
from lossbook.errors import BookError
from lossbook.markdown import chooser, loss_index, troubles
from lossbook.paths import DOCS
from lossbook.sources import place
from tests.lossbook.test_build import edit

MAKES = {
    chooser: lambda: chooser.chooser("losses"),
    loss_index: loss_index.losses,
    troubles: troubles.every,
}


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


EVIDENCE = "        evidence: "
FAULTS = [
    (chooser, "ion.md#huber", "ion.mdx#huber", "no page docs/regression"),
    (chooser, "md#huber-loss", "md#hubber", "no section #hubber; it has #why"),
    (chooser, "nn.HuberLoss(d", "nn.HuberLos(d", "has the line 'loss = nn.Hub"),
    (chooser, "Outliers\n        use", "Outliers\n        used", "data, used"),
    (chooser, f"{EVIDENCE}row outliers", f"{EVIDENCE}row outlier", "did you"),
    (chooser, f"{EVIDENCE}cited lin2017", f"{EVIDENCE}cited lin217", "did you"),
    (chooser, "use: Huber loss", "use: a: b", "mapping values are not allowed"),
    (loss_index, "eq:mse", "eq:mes", "no equation eq:mes; did you mean eq:mse"),
    (loss_index, " focal_loss:", " focal_los:", "did you mean focal_loss?"),
    (
        loss_index,
        "nn.HuberLoss: r",
        "nn.HuberLoss: ",
        "show snippets/builtin/h",
    ),
    (loss_index, " nn.L1Loss:", " nn.MSELoss:", "nn.MSELoss stands in line"),
    (loss_index, " focal_loss:", " nn.MSELoss:", "nn.MSELoss stands twice"),
    (troubles, "- all_ignored", "- all_ignord", "did you mean all_ignored?"),
    (
        troubles,
        "nan\n  pitfalls:",
        "nan\n  pitfall:",
        "write symptom, pitfalls",
    ),
    (troubles, "- all_ignored", "- [all_ignored]", 'expected text, in ""'),
]


@pytest.mark.parametrize(("module", "old", "new", "says"), FAULTS)
def test_fault_in_the_data(refusal, module, old, new, says):
    message, where = refusal(module, old, new)
    assert message.startswith(where)
    assert says in message


def test_file_without_a_line(refusal):
    line = "    early_stopping: regularization/early-stopping.md#eq:stale\n"
    message, _ = refusal(loss_index, line, "")
    assert message.startswith(
        "snippets/regularizers/early_stopping.py:1: no task has early_stopping"
    )


def test_pitfall_without_a_symptom(refusal):
    message, where = refusal(troubles, "    - double_softmax\n", "")
    page = DOCS / "classification/multiclass.md"
    heading = place(page, "### The loss stops at 1.46")
    assert message == (
        f"{heading}: the pitfall double_softmax is under no symptom; name it "
        f"below one in {where.partition('.yml')[0]}.yml"
    )


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("It shows nothing.", "it shows no run; add one"),
        (
            '```python\n--8<-- "snippets/pitfalls/double_softmax.py"\n```',
            "docs/new.md:7: its run double_softmax is that of docs/again.md:7",
        ),
    ],
)
def test_pitfall_without_a_run_of_its_own(tmp_path, monkeypatch, section, says):
    """A run may stand in other sections, too, but for one pitfall."""
    for name in ("again", "new"):
        (tmp_path / f"{name}.md").write_text(
            "# New\n\n## When it goes wrong\n\nBadly.\n\n"
            f"### The loss is odd\n\n{section}\n",
            "utf-8",
        )
    monkeypatch.setattr(troubles, "DOCS", tmp_path)
    monkeypatch.setattr("lossbook.markdown.page_sections.DOCS", tmp_path)
    cache.forget()
    with pytest.raises(BookError, match=says):
        troubles.every()
    cache.forget()
