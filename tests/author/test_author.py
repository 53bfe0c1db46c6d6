"""make new, make update and make check, one after the other, on a new loss."""

import re

import pytest

from tests.author import check, new, update
from tests.conftest import run
from tests.snippets.grid import FULL

NAME, CHAPTER = "small_square_loss", "small-squares/small-squares"


def author(book, command: str, *arguments: str):
    return run(f"tests.author.{command}", *arguments, root=book)


def written(stdout: str, book) -> list:
    """The files that make new names, but for the settings."""
    return [
        book / line
        for line in stdout.splitlines()
        if (book / line).is_file() and "/" in line
    ]


def fill_in(path) -> None:
    """Write what is an author's to write, as little as will do."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = text.replace("in 40 to 155 characters", "in a few words")
        text = re.sub("FILL IN:? ?", "It is ", text)
    else:
        text = re.sub("# FILL IN:.*", "# Done.", text).replace(
            "FILL IN:", "It is"
        )
    path.write_text(text, "utf-8")


def test_from_nothing_to_a_checked_chapter(book):
    made = author(book, "new", NAME, "small-squares")
    assert made.returncode == 0, made.stderr
    section = f"  - Small squares:\n      - {CHAPTER}.md\n  - Reference:\n"
    assert section in (book / "mkdocs.yml").read_text("utf-8")

    refused = author(book, "check", NAME)
    assert refused.returncode == 1
    for path in written(made.stdout, book):
        where = path.relative_to(book).as_posix()
        assert re.search(rf"^{where}:\d+: still to write", refused.stderr, re.M)
        fill_in(path)

    updated = author(book, "update", NAME)
    assert updated.returncode == 0, updated.stdout + updated.stderr
    snippet = (book / f"snippets/losses/{NAME}.py").read_text("utf-8")
    assert snippet.endswith("#> tensor(2.2500)\n")
    checked = author(book, "check", NAME)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"docs/{CHAPTER}.md" in checked.stdout


@pytest.mark.skipif(not FULL, reason="the suite itself tests it too")
def test_dice_is_checked(book):
    """Each value is of a sample, and there are two kinds of target."""
    updated = author(book, "update", "dice_loss")
    assert updated.returncode == 0, updated.stdout + updated.stderr
    checked = author(book, "check", "dice_loss")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_regularizer_joins_a_chapter_that_is_there(book):
    arguments = ("half_penalty", "half-square", "--kind=regularizer")
    made = author(book, "new", *arguments)
    assert made.returncode == 0, made.stderr
    page = (book / "docs/regression/half-square.md").read_text("utf-8")
    snippet = "snippets/regularizers/half_penalty.py"
    assert page.endswith(f'--8<-- "{snippet}"\n```\n')
    assert (book / "tests" / snippet.replace(".py", "_case.py")).exists()
    again = author(book, "new", *arguments)
    assert snippet in again.stderr


@pytest.mark.parametrize(
    ("command", "arguments", "message"),
    [
        (new, ("DiceLoss", "halves"), "name=DiceLoss: write it as"),
        (new, (NAME, "Noisy labels"), "chapter=Noisy labels: write it as"),
        (new, (NAME, "none/halves"), "there is no folder docs/none"),
        (check, ("focal_los",), "did you mean focal_loss"),
        (check, ("hinge",), "make new name=hinge chapter="),
        (update, ("focal_los",), "did you mean focal_loss"),
    ],
)
def test_a_mistake_is_one_line_with_a_way_out(
    monkeypatch, command, arguments, message
):
    monkeypatch.setattr("sys.argv", [command.__name__, *arguments])
    with pytest.raises(SystemExit, match=re.escape(message)) as refusal:
        command.main()
    assert "\n" not in str(refusal.value)
