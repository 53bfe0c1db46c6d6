"""Writes what follows from the snippets into the files: make update.

    python -m tests.author.update              of the whole book
    python -m tests.author.update focal_loss   of one snippet and its pages

That is, what each `print` printed, below it; where each number of a page comes
from; and what each figure shows. Read it in the diff.
"""

import argparse
import sys

from lossbook.generate import outputs
from lossbook.paths import DOCS, SNIPPETS
from lossbook.sources import embedded
from tests.author.files import find
from tests.docs import numbers
from tests.docs.pages import ALL_NAMES
from tests.snippets import drawn


def main() -> int:
    """Update one snippet, or all; 0 if everything could be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="?", help="of a snippet; none for all")
    name = parser.parse_args().name
    scripts, pages, figures = [SNIPPETS], ALL_NAMES, drawn.NAMES
    if name:
        named = find(name)
        pages = list(named.pages)
        figures = [name] if name in drawn.NAMES else []
        texts = [(DOCS / f"{page}.md").read_text("utf-8") for page in pages]
        shown = {script for text in texts for script in embedded(text)}
        drawings = {named.figure} if named.figure.exists() else set()
        scripts = sorted({named.snippet} | shown | drawings)
    failed = outputs.main(list(map(str, scripts)))
    # A run that fails has no numbers and no figure to put on record.
    return failed or numbers.record(pages) or drawn.record(figures)


if __name__ == "__main__":
    sys.exit(main())
