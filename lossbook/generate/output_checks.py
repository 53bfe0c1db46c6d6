"""Sees for a build that the outputs on its pages are what the code prints.

A snippet runs again when it, what it imports or a version has changed since its
outputs were last found right.
"""

import os
from pathlib import Path

from lossbook import cache, sources
from lossbook.dependencies import digest, loaded
from lossbook.errors import BookError
from lossbook.generate import outputs
from lossbook.generate.workers import Job
from lossbook.paths import DOCS, ROOT

# Set for the build of the tests, which run every snippet themselves.
LEFT_OUT = "LOSSBOOK_LEAVES_OUTPUTS_TO_THE_TESTS"


def jobs() -> list[Job]:
    """A job for each snippet on a page whose outputs stand in it."""
    if os.environ.get(LEFT_OUT):
        return []
    snippets = {
        sources.relative(snippet)
        for page in DOCS.rglob("*.md")
        for snippet in sources.embedded(sources.text(page))
        if outputs.prints(snippet) and snippet.is_file()
    }
    return [Job("output_checks", (snippet,)) for snippet in sorted(snippets)]


def entry(snippet: str) -> Path:
    """Where it is kept that the snippet's outputs are right."""
    key = cache.key(digest(ROOT / snippet), loaded(outputs.__file__))
    return cache.entry("outputs", snippet.removesuffix(".py"), key)


def make(snippet: str) -> bytes:
    """Run the snippet.

    Raises:
        BookError: it raises, or its outputs are not what the run printed.
    """
    text = sources.text(ROOT / snippet)
    report = outputs.difference(text, snippet)
    if report:
        raise BookError(report)
    return b""
