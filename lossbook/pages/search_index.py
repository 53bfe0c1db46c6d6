"""Writes the index that docs/assets/search.js searches.

Material's plugin, which writes the file and shows the results, is kept from the
pages: lossbook/pages/search_entries.py reads them, once for each content. What
readers type and the book calls otherwise is in docs/search.yml.

Readers, too, get the index only when they search. From a disk no page can ask
for it, so there it stays in the file that Material's script loads.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from lossbook import cache
from lossbook.data_files import loaded, root
from lossbook.dependencies import installed
from lossbook.pages import search_entries
from lossbook.paths import DOCS

SYNONYMS = DOCS / "search.yml"


def before(page: Page) -> str:
    """Leave the plugin nothing of the page, and return what it had."""
    content, page.content = page.content or "", ""
    return content


def after(page: Page, config: MkDocsConfig, content: str) -> None:
    """Put the page back, and its entries into the index."""
    page.content = content
    search = page.meta.get("search", {})
    if not search.get("exclude"):
        plugin: Any = config.plugins["material/search"]
        entries = _entries(page, content, search.get("boost", 1))
        plugin.search_index.entries += entries


def write(config: MkDocsConfig) -> None:
    """Add the synonyms; move all but the settings to a file of its own."""
    path = Path(config.site_dir, "search", "search_index.json")
    index = json.loads(path.read_text("utf-8"))
    known = loaded(root(SYNONYMS)) if SYNONYMS.exists() else {"synonyms": {}}
    sections = {"entries": index["docs"], **known}
    if config.use_directory_urls:
        _dump(sections, path.with_name("sections.json"))
        sections = {}
    _dump({**index, "docs": sections}, path)


def _entries(page: Page, content: str, boost: float) -> list[dict]:
    title = html.unescape(re.sub("<[^>]*>", "", str(page.title)))
    parts = (repr((page.url, title, boost)), content)
    key = cache.key(cache.code(), installed("selectolax"), *parts)
    entry = cache.entry("search", page.url.strip("/") or "home", key)

    def make() -> bytes:
        found = search_entries.entries(content, page.url, title, boost)
        return json.dumps(found).encode()

    return json.loads(cache.kept(entry, make))


def _dump(value: object, path: Path) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, "utf-8")
