"""Builds of damaged and of touched copies of the small book.

A fault stops the build with a line that names the file and the way out; a
change executes what depends on it and nothing else.
"""

import socket
from pathlib import Path

import pytest

from tests.conftest import mkdocs, python

CHAPTER = "docs/regression/half-square.md"
SNIPPET = "snippets/losses/half_square_loss.py"
FIGURE = "snippets/figures/half_square_loss.py"
EXPLORER = "snippets/explorers/half_square_loss.py"
PITFALL = "snippets/pitfalls/half_or_whole.py"
TRAINING = "snippets/training/line.py"


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; return the line on which it stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def refused(book: Path) -> str:
    done = mkdocs("build", "--strict", root=book)
    assert done.returncode != 0
    message = done.stdout + done.stderr
    assert "Traceback" not in message, message
    return message


def test_misspelled_include(book):
    line = edit(book / CHAPTER, "/half_or_whole.py", "/half_or_hole.py")
    missing = PITFALL.replace("whole", "hole")
    assert f"{CHAPTER}:{line}: there is no file {missing}" in refused(book)


def test_dead_link_in_the_book_that_is_packed(book):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    done = python("-m", "lossbook.export.offline", root=book)
    assert done.returncode != 0
    assert "none.md" in done.stderr
    assert not (book / "lossbook-offline.zip").exists()


def test_deleted_snippet(book):
    (book / SNIPPET).unlink()
    assert SNIPPET.removesuffix(".py").split("/")[-1] in refused(book)


def test_figure_that_raises(book):
    line = edit(book / FIGURE, "    return figure", "    1 / 0")
    assert f"{FIGURE}:{line}: ZeroDivisionError" in refused(book)


def test_explorer_that_raises(book):
    line = edit(book / EXPLORER, "    return {", "    1 / 0\n    return {")
    assert f"{EXPLORER}:{line}: ZeroDivisionError" in refused(book)


def test_explorer_that_is_not_finite(book):
    edit(book / EXPLORER, '"none")', '"none") / 0')
    assert "half the square of Loss at (-1,)" in refused(book)


def test_misspelled_explorer(book):
    line = edit(book / CHAPTER, "explorer=half_square_loss", "explorer=half")
    there = f"{CHAPTER}:{line}: data-explorer=half: there is no file"
    assert there in refused(book)


def test_figure_without_its_dependency(book):
    edit(book / FIGURE, "import torch\n", "import torch_absent\n")
    message = refused(book)
    assert "No module named 'torch_absent'" in message
    assert "pip install -r requirements.txt" in message


def test_training_that_raises(book):
    line = edit(book / TRAINING, "import torch\n", "import torch; 1 / 0\n")
    assert f"{TRAINING}:{line}: ZeroDivisionError" in refused(book)


def test_latex_error(book):
    line = edit(book / CHAPTER, r"\frac{", r"\farc{")
    message = refused(book)
    assert f"{CHAPTER}:{line}: Undefined control sequence \\farc" in message


def test_wrong_page_in_the_nav(book):
    edit(book / "mkdocs.yml", "half-square.md", "half-sqare.md")
    assert "regression/half-sqare.md" in refused(book)


def test_dead_link(book):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    message = refused(book)
    assert "regression/half-square.md" in message
    assert "none.md" in message


def test_port_in_use():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}")
    assert done.returncode != 0
    message = done.stdout + done.stderr
    assert f"127.0.0.1:{port} is in use" in message
    assert "mkdocs serve -a" in message
    assert "Traceback" not in message


def executed(book: Path) -> set[str]:
    """Build; return what was run for it, by kind and name."""
    kinds = ("figures", "explorers", "card", "outputs", "notebooks")

    def kept() -> set[Path]:
        return {
            file
            for kind in kinds
            for file in (book / ".cache/entries" / kind).iterdir()
        }

    before = kept()
    done = mkdocs("build", "--strict", root=book)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        f"{file.parent.name}/{file.name.rpartition('-')[0]}"
        for file in kept() - before
    }


def test_nothing_changed_executes_nothing(book):
    assert executed(book) == set()


def test_prose_executes_nothing(book):
    edit(book / CHAPTER, "# Half the square", "# Half  the square")
    edit(book / "docs/index.md", "a", "á")
    assert executed(book) == set()


@pytest.mark.parametrize(
    ("snippet", "runs"),
    [
        (
            SNIPPET,
            {
                "card/card",
                "explorers/half_square_loss",
                "figures/half_square_loss",
                "figures/losses_at_a_glance",
                "notebooks/line",
                "outputs/snippets-losses-half_square_loss",
                "outputs/snippets-pitfalls-half_or_whole",
            },
        ),
        (PITFALL, {"outputs/snippets-pitfalls-half_or_whole"}),
    ],
    ids=["imported", "imported by none"],
)
def test_a_snippet_executes_what_uses_it(book, snippet, runs):
    edit(book / snippet, '"""', '"""A. ')
    assert executed(book) == runs
