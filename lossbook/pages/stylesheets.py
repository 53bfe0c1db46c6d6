"""Joins the book's style sheets into one, without what is said in them.

A page makes at most 14 requests (tests/docs/test_budgets.py). Without this,
some make 16. Comments are a quarter of the bytes that a browser would load, and
lines are not set in, for the longest page has few bytes left of its budget.
"""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

JOINED = "assets/book.css"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"\n\s+")


def join(files: Files, config: MkDocsConfig) -> None:
    """Replace the style sheets of `extra_css` by one, in their order."""
    sheets = [files.src_uris[path] for path in config.extra_css]
    text = "\n".join(sheet.content_string for sheet in sheets)
    text = INDENT.sub("\n", COMMENT.sub("", text))
    for sheet in sheets:
        files.remove(sheet)
    files.append(File.generated(config, JOINED, content=text))
    config.extra_css = [JOINED]
