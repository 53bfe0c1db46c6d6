"""Gives the search plugin of each page what it reads, and no more.

The plugin parses the whole page for its text, once in each build. Without the
markup of code and drawings it parses less; a page that is what it was in the
last build, while serving, it need not parse at all.

Readers, too, get the index only when they search: docs/assets/search.js.
"""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

SVG = re.compile(r"<!--svg-->(.*?)<!--/svg-->", re.DOTALL)
CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
SPAN = re.compile(r"</?span[^>]*>")

# By address: what the page was, and its entries in the index.
_kept: dict[str, tuple[tuple, list[dict]]] = {}
# By address, while the plugin reads: the page, and how many entries there were.
_read: dict[str, tuple[str, int]] = {}


def before(page: Page, config: MkDocsConfig) -> None:
    """Leave the plugin of the page its text; of one that it knows, nothing."""
    whole = page.content or ""
    _read[page.url] = whole, len(_entries(config))
    page.content = "" if _known(page) else _thinned(whole)


def after(page: Page, config: MkDocsConfig) -> None:
    """Put the page back, and see that its entries are in the index."""
    entries = _entries(config)
    whole, before = _read[page.url]
    if _known(page):
        entries += _kept[page.url][1]
    else:
        _kept[page.url] = _state(page), entries[before:]
    page.content = SVG.sub(r"\1", whole)


def split(config: MkDocsConfig) -> None:
    """Leave in the index, which each page asks for, its settings alone."""
    path = Path(config.site_dir, "search", "search_index.json")
    index = json.loads(path.read_text("utf-8"))
    sections = json.dumps(index["docs"], separators=(",", ":"))
    path.with_name("sections.json").write_text(sections, "utf-8")
    path.write_text(json.dumps({**index, "docs": []}), "utf-8")


def _known(page: Page) -> bool:
    return page.url in _kept and _kept[page.url][0] == _state(page)


def _state(page: Page) -> tuple:
    return _read[page.url][0], page.title, repr(page.meta)


def _thinned(html: str) -> str:
    return CODE.sub(lambda code: SPAN.sub("", code[0]), SVG.sub("", html))


def _entries(config: MkDocsConfig) -> list[dict]:
    plugin: Any = config.plugins["material/search"]
    return plugin.search_index.entries
