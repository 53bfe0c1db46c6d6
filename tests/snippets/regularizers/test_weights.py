"""One rule says what a weight is, in all files that have it."""

from pathlib import Path

import pytest

from lossbook.paths import ROOT

FOLDER = ROOT / "snippets/regularizers"
TEMPLATE = ROOT / (
    "tests/author/templates/regularizer/snippets/regularizers/NAME.py.jinja"
)
RULES = [
    path
    for path in FOLDER.glob("*.py")
    if "def _split(" in path.read_text("utf-8")
]


def rule(path: Path) -> tuple[str, str]:
    """The function that applies the rule, and the words that state it."""
    text = path.read_text("utf-8")
    function = text.split("\n_BIAS = ")[1].split("\n\n\nif __name__")[0]
    words = text.split("\nEvery parameter is a weight but")[1]
    return function, words.split("\n\nSource:")[0].split("\n\nFILL IN")[0]


def test_four_files_have_the_rule():
    assert {path.stem for path in RULES} == {
        *("l1_penalty", "l2_penalty", "elastic_net_penalty"),
        "weight_decay_groups",
    }


@pytest.mark.parametrize("path", [*RULES, TEMPLATE], ids=lambda path: path.stem)
def test_the_rule_is_the_same_everywhere(path):
    for ours, first in zip(rule(path), rule(RULES[0]), strict=True):
        assert ours == first, (
            f"{path.relative_to(ROOT)}: its _split, or the docstring's "
            f"words on it, are not those of {RULES[0].relative_to(ROOT)}: "
            "copy them, so that all files count the same"
        )
