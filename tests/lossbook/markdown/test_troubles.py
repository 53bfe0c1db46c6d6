"""A fault in the symptoms or in a pitfall stops the build, with the way out."""

import re

import pytest

from lossbook import cache
from lossbook.errors import BookError
from lossbook.markdown import troubles
from lossbook.paths import DOCS
from tests.lossbook.test_build import edit

TESTED = troubles  # whose data file the tests damage


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("- all_ignored", "- all_ignord", "did you mean all_ignored?"),
        ("pitfalls:", "pitfall:", "pitfall; write symptom, pitfalls"),
        ("- all_ignored", "- [all_ignored]", 'expected text, in ""'),
    ],
)
def test_fault_in_the_data(data, old, new, says):
    line = edit(data, old, new)
    with pytest.raises(BookError) as refusal:
        troubles.every()
    assert says in str(refusal.value)
    # Of fields, where the first of them stands.
    near = (f"{data.as_posix()}:{line}: ", f"{data.as_posix()}:{line - 1}: ")
    assert str(refusal.value).startswith(near)


def test_below_a_symptom_each_chapter_stands_once():
    chapter = re.compile(r"^ *\[[^\]]+\]\(/([^)#]+)\)", re.MULTILINE)
    _, *parts = "\n".join(troubles.troubles()).split("## ")
    for part in parts:
        named = chapter.findall(part)
        assert named, part
        assert len({*named}) == len(named), part
    assert len(parts) == len(troubles.every())


def test_pitfall_without_a_symptom(data):
    edit(data, "    - double_softmax\n", "")
    with pytest.raises(BookError) as refusal:
        troubles.every()
    page = DOCS / "classification/multiclass.md"
    lines = page.read_text("utf-8").splitlines()
    line = next(
        n
        for n, x in enumerate(lines, 1)
        if x.endswith("softmax { .folded }")
        and x.startswith("### The loss stops")
    )
    assert str(refusal.value) == (
        f"docs/classification/multiclass.md:{line}: the pitfall double_softmax "
        f"is under no symptom; name it below one in {data.as_posix()}"
    )


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("It shows nothing.", "it shows no run; add one"),
        (
            '```python\n--8<-- "snippets/pitfalls/double_softmax.py"\n```',
            "docs/new.md:7: its run double_softmax is that of "
            "docs/classification/multiclass.md",
        ),
    ],
)
def test_pitfall_without_a_run_of_its_own(tmp_path, monkeypatch, section, says):
    """A run may stand in other sections, too, but for one pitfall."""
    page = tmp_path / "new.md"
    page.write_text(
        "# New\n\n## When it goes wrong\n\nBadly.\n\n"
        f"### The loss is odd\n\n{section}\n",
        "utf-8",
    )
    model = DOCS / "classification/multiclass.md"
    kept = [*troubles.sections(model)]
    monkeypatch.setattr(troubles, "DOCS", tmp_path)
    monkeypatch.setattr("lossbook.markdown.page_sections.DOCS", tmp_path)
    there = tmp_path / "classification/multiclass.md"
    there.parent.mkdir()
    there.write_text(model.read_text("utf-8"), "utf-8")
    cache.forget()
    with pytest.raises(BookError, match=f"(?s){says}"):
        troubles.every()
    cache.forget()
    assert kept
