"""Says which outputs are wrong: in the terminal, and while serving on the page.

A build that publishes is refused.
"""

import html
import logging
import re

from lossbook.errors import BookError
from lossbook.generate.outputs import REMEDY
from lossbook.markdown.snippet_links import anchor

log = logging.getLogger("mkdocs.plugins.lossbook")


def report(faults: dict[str, str], refuse: bool) -> None:
    """Say what is wrong with the snippets.

    Raises:
        BookError: if it is to refuse the build.
    """
    text = "\n".join(dict.fromkeys(faults.values()))
    if REMEDY in text:
        text = text.replace(f"\n{REMEDY}", "") + f"\n{REMEDY}"  # once
    if refuse:
        raise BookError(text)
    log.error(text)


def marked(page: str, faults: dict[str, str]) -> str:
    """A page's HTML, with what is wrong with a snippet above its listing."""
    for snippet, fault in faults.items():
        note = f'<pre class="fault" role="alert">{html.escape(fault)}</pre>'
        listing = re.search(
            rf'<\w+ [^>]*\bid="{re.escape(anchor(snippet))}"', page
        )
        if listing:
            start = listing.start()
            page = page[:start] + note + page[start:]
    return page
