"""Checks one snippet, its figure and the pages that embed it: make check.

    python -m tests.author.check focal_loss

These are the tests of `make test` that are about these files, but for those
that need a browser.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lossbook.errors import BookError
from lossbook.generate import outputs
from lossbook.markdown.loss_index import DATA, PASTED
from lossbook.paths import BINDINGS, DOCS, ROOT
from lossbook.sources import embedded, parse, read
from tests.author.files import Named, find, one_line, scripts, shown

# What `make new` leaves for the author to write, with what may end the line.
BLANK = re.compile(r"FILL IN:? *(?P<what>.*?)(\"\"\"|\]\(.*)?$")


class Selection:
    """A pytest plugin that keeps the tests of some files alone."""

    def __init__(self, named: Named) -> None:
        self.test_file = f"test_{named.name}.py"
        folder = named.snippet.parent.name
        self.ids = (
            named.name,
            f"{folder}/{named.name}",
            f"figures/{named.name}",
            *named.pages,
        )

    def pytest_collection_modifyitems(self, config, items) -> None:
        kept = [item for item in items if self.has(item)]
        left = [item for item in items if not self.has(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = kept

    def has(self, item: pytest.Item) -> bool:
        """Whether a test is of the snippet's own file, or has its name."""
        if item.path.name == self.test_file:
            return True
        if not hasattr(item, "callspec"):
            return False
        id_ = item.callspec.id
        return any(
            id_ == each
            or id_.startswith((f"{each}-", f"{each}."))
            or id_.endswith(f"-{each}")
            for each in self.ids
        )


def blanks(named: Named) -> Iterator[str]:
    """What is still to be written, as `file:line: what`."""
    for path in files(named):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if blank := BLANK.search(line):
                what = blank["what"] or line[: blank.start()].strip(" -*")
                yield f"{shown(path)}:{number}: still to write: {what}"


def lost(named: Named) -> Iterator[str]:
    """What to write into a chapter, where none shows the snippet."""
    if not named.pages:
        yield (
            f"{shown(named.snippet)}: no page embeds it; write into a chapter:"
            f'\n```python\n--8<-- "{shown(named.snippet)}"\n```'
        )


def faults(named: Named) -> Iterator[str]:
    """What keeps the tests from running: each would fail of it, at length."""
    for path in sorted({*files(named), *scripts(named)}):
        try:
            text = read(path)
            if path.suffix == ".py":
                parse(text, path)
        except BookError as error:
            yield str(error)


def missing(named: Named) -> Iterator[str]:
    """What a snippet that can be parsed lacks to be run and found."""
    snippet = shown(named.snippet)
    if not outputs.prints(named.snippet):
        return
    if named.snippet.parent.name == "losses" and not re.search(
        rf"^def {named.name}\(", read(named.snippet), re.MULTILINE
    ):
        yield (
            f"{snippet}:1: has no function {named.name}: a loss has the "
            "name of its file"
        )
        return
    try:
        outputs.annotate(read(named.snippet), snippet)
    except BookError as error:
        yield str(error)


def files(named: Named) -> list[Path]:
    """All that an author writes for the snippet, as far as it is there."""
    tests = Path(__file__).parent.parent / "snippets"
    folder = named.snippet.parent.name
    found = [
        named.snippet,
        tests / folder / f"{named.name}_case.py",
        tests / folder / f"test_{named.name}.py",
        named.figure,
        tests / "figures" / f"test_{named.name}.py",
    ]
    for page in named.pages:
        chapter = DOCS / f"{page}.md"
        found.append(chapter)
        found.append(BINDINGS / f"{page.replace('-', '_')}.py")
        found += embedded(chapter.read_text("utf-8"))
    if folder in PASTED:
        found.append(DATA)
    return [path for path in dict.fromkeys(found) if path.exists()]


def main() -> int:
    """Run the checks; 0 if all pass."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="of a snippet, such as focal_loss")
    named = find(parser.parse_args().name)
    for found in (blanks, lost, faults, missing):
        if wrong := list(found(named)):
            print(*wrong, sep="\n", file=sys.stderr)
            return 1
    ruff = [sys.executable, "-m", "ruff", "check", "--output-format=concise"]
    written = [path for path in files(named) if path.suffix == ".py"]
    failed = subprocess.run([*ruff, "--quiet", *written], cwd=ROOT).returncode
    tests = ["tests/docs", "tests/snippets", "-m", "not browser"]
    failed |= pytest.main(
        [*tests, "-p", "no:xdist", "--tb=short"], plugins=[Selection(named)]
    )
    if not failed:
        print("Checked:", *map(shown, files(named)), sep="\n  ")
    return int(failed)


if __name__ == "__main__":
    one_line(main)
