"""Gives the search plugin of each page what it reads, and no more.

The plugin parses the whole page for its text, once in each build. Without the
markup of code and drawings it parses less; a page that is what it was in an
earlier build it need not parse at all.

Readers, too, get the index only when they search: docs/assets/search.js.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from lossbook import cache
from lossbook.dependencies import installed

SVG = re.compile(r"<!--svg-->(.*?)<!--/svg-->", re.DOTALL)
CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
SPAN = re.compile(r"</?span[^>]*>")


@dataclass
class Reading:
    """What the plugin is kept from while it reads a page."""

    content: str
    entry: Path
    kept: bytes | None
    entries: int


def before(page: Page, config: MkDocsConfig) -> Reading:
    """Leave the plugin of the page its text; of one that it knows, nothing."""
    content = page.content or ""
    key = cache.key(
        cache.code(),
        installed("mkdocs-material"),
        repr((page.title, page.meta)),
        content,
    )
    entry = cache.entry("search", page.url.strip("/") or "home", key)
    kept = cache.read(entry)
    page.content = _thinned(content) if kept is None else ""
    return Reading(content, entry, kept, len(_entries(config)))


def after(page: Page, config: MkDocsConfig, reading: Reading) -> None:
    """Put the page back, and see that its entries are in the index."""
    entries = _entries(config)
    if reading.kept is not None:
        entries += json.loads(reading.kept)
    else:
        found = entries[reading.entries :]
        cache.write(reading.entry, json.dumps(found).encode())
    page.content = SVG.sub(r"\1", reading.content)


def split(config: MkDocsConfig) -> None:
    """Leave in the index, which each page asks for, its settings alone."""
    path = Path(config.site_dir, "search", "search_index.json")
    index = json.loads(path.read_text("utf-8"))
    sections = json.dumps(index["docs"], separators=(",", ":"))
    path.with_name("sections.json").write_text(sections, "utf-8")
    path.write_text(json.dumps({**index, "docs": []}), "utf-8")


def _thinned(html: str) -> str:
    return CODE.sub(lambda code: SPAN.sub("", code[0]), SVG.sub("", html))


def _entries(config: MkDocsConfig) -> list[dict]:
    plugin: Any = config.plugins["material/search"]
    return plugin.search_index.entries
