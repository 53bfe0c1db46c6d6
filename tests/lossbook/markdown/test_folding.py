"""A long listing opens at what a reader looks for, and keeps all its lines."""

import ast
import re

import pytest

from lossbook.markdown.folding import LEAST, LIMIT, folds
from lossbook.paths import ROOT, SNIPPETS
from lossbook.sources import relative

TO_PASTE = [
    path
    for folder in ("losses", "regularizers", "tools")
    for path in sorted((SNIPPETS / folder).glob("*.py"))
]


def shown(text: str, path: str) -> str:
    """What is seen of a listing before it is opened; "⋯" where it is folded."""
    lines = text.splitlines()
    for fold in reversed(folds(text, path)):
        lines[fold.start : fold.stop] = ["⋯"]
    return "\n".join(lines)


def test_a_loss_opens_at_its_mathematics():
    path = "snippets/losses/focal_loss.py"
    seen = shown((ROOT / path).read_text("utf-8"), path)
    assert seen.startswith("⋯\ndef focal_loss(\n    logits: Tensor,\n")
    # What computes the loss, and nothing that checks arguments.
    assert "log_p, log_q = _log_probabilities(z)" in seen
    assert "\ndef _log_probabilities(z" in seen
    assert "def _broadcasts" not in seen
    # The module that wraps it has one line, and the run has none.
    assert seen.endswith("⋯\nclass FocalLoss(nn.Module):\n⋯")


def test_a_class_that_wraps_no_function_opens_at_its_methods():
    path = "snippets/regularizers/early_stopping.py"
    seen = shown((ROOT / path).read_text("utf-8"), path)
    assert "@property\n    def stopped(" in seen
    assert "self.epochs += 1" in seen


@pytest.mark.parametrize("path", TO_PASTE, ids=lambda path: path.stem)
def test_each_function_to_use_is_seen_without_its_checks(path):
    text = path.read_text("utf-8")
    seen = shown(text, relative(path))
    public = [
        each
        for each in ast.parse(text).body
        if isinstance(each, ast.FunctionDef) and each.name[0] != "_"
    ]
    for each in public:
        ends = (text.splitlines()[each.end_lineno - 1], f"def {each.name}(")
        assert all(line in seen for line in ends), each.name
    assert not re.search(r"^ *(raise |if __name__|import )|Args:", seen, re.M)
    assert len(seen.splitlines()) < len(text.splitlines()) / 2


def test_a_script_opens_below_its_imports_with_an_output():
    path = "snippets/pitfalls/double_softmax.py"
    text = (ROOT / path).read_text("utf-8")
    long = text + "\nprint(1)\n#> 1\n" * LIMIT
    seen = shown(long, path)
    assert seen.startswith("⋯\n")
    assert "\nimport " not in seen
    assert "\n#>" in seen


@pytest.mark.parametrize(
    ("paragraphs", "hidden"),
    [
        (11, 0),  # LIMIT lines
        (13, 0),  # so few too many are not worth a click
        (14, LEAST),
        (50, 2 * 51 - LIMIT),
    ],
)
def test_as_many_paragraphs_are_seen_as_fit(paragraphs, hidden):
    text = "print(1)\n#> 1\n" + "\nx = 1\n" * paragraphs
    found = folds(text, "snippets/pitfalls/x.py")
    assert sum(map(len, found)) == hidden


def test_all_lines_stay_on_the_page_once(convert):
    path = "snippets/losses/focal_loss.py"
    page = convert(f'```python\n--8<-- "{path}"\n```\n')
    source = (ROOT / path).read_text("utf-8")
    assert page.css_first("pre > code").text() == source
    assert page.body.text().count("def focal_loss(") == 1
    hidden = page.css(".fold")
    assert {each.attributes["hidden"] for each in hidden} == {"until-found"}
    (bar,) = page.css(".folded > details > summary > :first-child")
    assert bar.text() == f"Show all {len(source.splitlines())} lines"
    seen = source
    for each in hidden:
        assert each.text() in seen
        seen = seen.replace(each.text(), "⋯\n", 1)
    assert seen.rstrip("\n") == shown(source, path)
