"""Builds of damaged and of touched copies of the small book.

A fault stops the build with a line that names the file and the way out; a
change executes what depends on it and nothing else.
"""

import socket
from pathlib import Path

import pytest

from lossbook.paths import ROOT
from tests.conftest import build, run

CHAPTER = "docs/regression/half-square.md"
SNIPPET = "snippets/losses/half_square_loss.py"
FIGURE = "snippets/figures/half_square_loss.py"
EXPLORER = "snippets/explorers/half_square_loss.py"
PITFALL = "snippets/pitfalls/half_or_whole.py"


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; return the line on which it stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def refused(book: Path) -> str:
    done = build(book)
    assert done.returncode != 0
    message = done.stdout + done.stderr
    assert "Traceback" not in message, message
    return message


def differing(one: Path, other: Path) -> list[str]:
    """The files in which two sites differ."""
    files = {
        file.relative_to(site).as_posix()
        for site in (one, other)
        for file in site.rglob("*")
        if file.is_file() and not file.name.startswith("sitemap")
    }
    return sorted(
        file
        for file in files
        if not (one / file).exists()
        or not (other / file).exists()
        or (one / file).read_bytes() != (other / file).read_bytes()
    )


def test_dead_link_in_the_book_that_is_packed(book):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    done = run("lossbook.export.offline", root=book)
    assert done.returncode != 0
    assert "none.md" in done.stderr
    assert not (book / "lossbook-offline.zip").exists()


def test_port_in_use():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("mkdocs", "serve", f"--dev-addr=127.0.0.1:{port}", root=ROOT)
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
    done = build(book)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        f"{file.parent.name}/{file.name.rpartition('-')[0]}"
        for file in kept() - before
    }


def test_prose_executes_nothing(book):
    edit(book / CHAPTER, "# Half the square", "# Half  the square")
    edit(book / "docs/index.md", "a", "á")
    assert executed(book) == set()


WORDS, CODE = ('"""', '"""A. '), ("\nimport torch", "\nimport gc, torch")


@pytest.mark.parametrize(
    ("snippet", "change", "runs"),
    [
        (
            SNIPPET,
            CODE,
            {
                "card/card",
                "explorers/half_square_loss",
                "figures/half_square_loss",
                "figures/how_much_a_sample_counts",
                "notebooks/line",
                "outputs/snippets-losses-half_square_loss",
                "outputs/snippets-pitfalls-half_or_whole",
            },
        ),
        (SNIPPET, WORDS, {"outputs/snippets-losses-half_square_loss"}),
        (PITFALL, WORDS, {"outputs/snippets-pitfalls-half_or_whole"}),
    ],
    ids=["imported", "imported, in words", "imported by none"],
)
def test_a_snippet_executes_what_uses_it(book, snippet, change, runs):
    edit(book / snippet, *change)
    assert executed(book) == runs
