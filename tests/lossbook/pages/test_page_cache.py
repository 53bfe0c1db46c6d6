"""A page kept from an earlier build is the page a fresh build would make."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import build, environment_of
from tests.lossbook.test_build import (
    CHAPTER,
    EXPLORER,
    FIGURE,
    PITFALL,
    SNIPPET,
    differing,
    edit,
)
from tests.lossbook.test_crashes import QUICK
from tests.snippets.grid import FULL

# Pages, as they are named where they are kept.
HOME, PAGE = "index", "regression-half-square"
EQUATIONS = "reference-equations"
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
    ("docs/new.md", "", NEW_PAGE, {"new"}),
    ("docs/index.md", "It has", "It [has](new.md)", {HOME}),
    ("snippets/pitfalls/new.py", "", '"""New."""\n', {HOME}),
    (SNIPPET, "Gauss", "C. F. Gauss", {PAGE}),
    (
        "tests/docs/equations/regression/half_square.py",
        "y=real",
        "y =real",
        {EQUATIONS},
    ),
]


def rendered(book: Path) -> set[tuple[str, int]]:
    """The pages that are kept; one that is rendered is another file."""
    pages = (book / ".cache/entries/pages").iterdir()
    return {(page.name, page.stat().st_ino) for page in pages}


@pytest.fixture
def rebuild(book):
    """What builds the book into book/served, as a server does."""
    command = (sys.executable, "-m", "tests.lossbook.pages.rebuilds")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(
        command, cwd=book, env=environment_of(book), encoding="utf-8", **pipes
    ) as server:

        def rebuild():
            print(file=server.stdin, flush=True)
            assert server.stdout.readline() == "built\n"

        yield rebuild


def test_kept_pages_are_what_a_fresh_build_makes(book, rebuild, tmp_path):
    # A new page is in no nav.
    edit(book / "book.yml", "strict: true", "strict: false")
    rebuild()
    # Of the edits that come after another, so that each has what it needs.
    tried = EDITS if FULL else EDITS[:7] + EDITS[14:17]
    for number, (file, old, new, depend) in enumerate(tried):
        before = rendered(book)
        path = book / file
        text = path.read_text("utf-8") if path.exists() else ""
        path.write_text(text.replace(old, new, 1), "utf-8")
        rebuild()
        anew = {x.rpartition("-")[0] for x, _ in rendered(book) - before}
        assert anew == depend, f"{file}, {new!r}"
        afresh = tmp_path / f"afresh{number}"
        shutil.copytree(book, afresh)
        for kind in QUICK:
            shutil.rmtree(afresh / ".cache/entries" / kind)
        done = build(afresh)
        assert done.returncode == 0, done.stdout + done.stderr
        stale = differing(book / "served", afresh / "site")
        assert not stale, f"{file}, {new!r}: stale {stale}"


def test_a_warning_is_given_at_every_build(book, tmp_path):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    edit(book / "book.yml", "strict: true", "strict: false")
    build(book, "--quiet")
    for _ in range(2):
        done = build(book)
        assert "none.md" in done.stderr
