"""Adds to MkDocs' warnings the line that is to be corrected."""

import logging
import re

from lossbook import sources
from lossbook.paths import SETTINGS

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?'(?P<text>[^']+)'")
NAV = re.compile(r"A reference to '(?P<text>[^']+)' is .* the 'nav'")
OMITTED = re.compile(r"The following pages exist in the docs directory, but ")


def name_lines() -> None:
    """Let what MkDocs says of links and of the nav begin with `file:line`."""
    for name in ("mkdocs.structure.pages", "mkdocs.structure.nav"):
        logging.getLogger(name).addFilter(_filter)


def _filter(record: logging.LogRecord) -> bool:
    record.msg, record.args = placed(record.getMessage()), ()
    return True


def placed(message: str) -> str:
    """The warning, with the place in front of it and the remedy behind."""
    message = message.strip().removesuffix(".")
    if found := LINK.match(message):
        file = sources.source(found["page"].removesuffix(".md"))
        return (
            f"{sources.place(file, found['text'])}: {message}; correct the link"
        )
    if found := NAV.match(message):
        way_out = "correct it, or write the page"
        return f"{sources.place(SETTINGS, found['text'])}: {message}; {way_out}"
    if OMITTED.match(message):
        pages = re.findall(r"^ +- (.+)", message, re.MULTILINE)
        way_out = f"in no nav; add it to nav in {SETTINGS.name}"
        return "\n".join(f"docs/{page}:1: {way_out}" for page in pages)
    return message
