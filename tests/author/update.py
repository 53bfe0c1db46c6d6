"""Writes what follows from the snippets into the files: make update.

    python -m tests.author.update              of the whole book
    python -m tests.author.update focal_loss   of one snippet and its pages

That is, what each `print` printed, below it. Read it in the diff.
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
    return outputs.main(map(str, scripts(named) if named else [SNIPPETS]))


if __name__ == "__main__":
    one_line(main)
