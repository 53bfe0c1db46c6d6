"""Writes what follows from the snippets into the files: make update.

    python -m tests.author.update              of the whole book
    python -m tests.author.update focal_loss   of one snippet and its pages

That is, what each `print` printed, below it, and where each number of a page
comes from. Read it in the diff.
"""

import argparse

from lossbook.generate import outputs
from lossbook.paths import SNIPPETS
from tests.author.files import find, one_line, scripts


def main() -> int:
    """Update one snippet, or all; 0 if everything could be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="?", help="of a snippet; none for all")
    name = parser.parse_args().name
    named = find(name) if name else None
    failed = outputs.main(map(str, scripts(named) if named else [SNIPPETS]))
    # A run that fails has no numbers to put on record, and what puts them there
    # reads all scripts.
    if failed:
        return failed
    from tests.docs import numbers
    from tests.docs.pages import ALL_NAMES

    return numbers.record(list(named.pages) if named else ALL_NAMES)


if __name__ == "__main__":
    one_line(main)
