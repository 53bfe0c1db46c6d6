"""A page kept from an earlier build is the page a fresh build would make."""

import json

from tests.conftest import build, run
from tests.lossbook.test_build import (
    CHAPTER,
    EXPLORER,
    FIGURE,
    PITFALL,
    SNIPPET,
    edit,
)
from tests.snippets.grid import FULL

HOME, PAGE = "index.md", "regression/half-square.md"
EQUATIONS = "reference/equations.md"
# Which file, what is replaced in it by what, and which pages depend on that.
NEW_PAGE = "---\ndescription: A new page.\n---\n\n# A new page\n"
EDITS = [
    (CHAPTER, "has the error", "has just the error", {PAGE}),
    (CHAPTER, "## Formula", "## The formula", {PAGE}),
    (PITFALL, "print(F", "print(  F", {PAGE}),
    # The home page lists the snippets.
    (PITFALL, "The loss is twice", "It is twice", {PAGE, HOME}),
    # The home page shows another figure that is made of this one.
    (FIGURE, 'label="half the square"', 'label="half of it"', {PAGE, HOME}),
    (EXPLORER, "[-1, 0, 1]", "[-1, 0, 2]", {PAGE}),
    # The explorer's line becomes one of a loss.
    ("docs/assets/palette.css", ".lb-mse ", ".lb-half-the-square ", {PAGE}),
    (EXPLORER, '"""Half', '"""One half', {PAGE}),
    (CHAPTER, "# Half the square", "# One half", {PAGE, HOME, EQUATIONS}),
    (CHAPTER, "Half the squared", "Half of the squared", set()),
    ("mkdocs.yml", "Home: index.md", "Start: index.md", set()),
    ("docs/assets/lossbook.css", ":root", ":root ", set()),
    ("lossbook/theme/main.html", "<title>", "<title >", set()),
    ("docs/chooser.yml", "is the error", "is just the error", {HOME}),
    ("docs/new.md", "", NEW_PAGE, {"new.md"}),
    ("docs/index.md", "It has", "It [has](new.md)", {HOME}),
    ("snippets/pitfalls/new.py", "", '"""New."""\n', {HOME}),
    # The training run is run again, and comes out as it was.
    (SNIPPET, "Gauss", "C. F. Gauss", {PAGE}),
    (
        "tests/docs/equations/regression/half_square.py",
        "y=real",
        "y =real",
        {EQUATIONS},
    ),
]


def test_kept_pages_are_what_a_fresh_build_makes(book):
    # Of the edits that come after another, so that each has what it needs.
    tried = EDITS if FULL else EDITS[:7] + EDITS[14:17]
    edits = json.dumps([edit[:3] for edit in tried])
    done = run("tests.lossbook.pages.rebuilds", edits, root=book)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    for (file, _, new, depend), (rendered, differ) in zip(
        tried, found, strict=True
    ):
        assert not differ, f"{file}, {new!r}: stale {differ}"
        assert {*rendered} == depend, f"{file}, {new!r}"


def test_a_warning_is_given_at_every_build(book, tmp_path):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    edit(book / "book.yml", "strict: true", "strict: false")
    build(book, "--quiet")
    for _ in range(2):
        done = build(book)
        assert "none.md" in done.stderr
