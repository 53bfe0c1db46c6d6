"""Writes the index that docs/assets/search.js searches.

Material's plugin writes the file and shows the results. What stands in it is
read by lossbook/pages/search_entries.py, once for each content of a page. What
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


def take_over(config: MkDocsConfig) -> None:
    """Let Material's plugin keep what is read here of each page."""
    plugin: Any = config.plugins["material/search"]
    index = plugin.search_index
    index.add_entry_from_context = lambda page: index.entries.extend(
        _entries(page)
    )


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


def _entries(page: Page) -> list[dict]:
    search = page.meta.get("search", {})
    if search.get("exclude"):
        return []
    title = html.unescape(re.sub("<[^>]*>", "", str(page.title)))
    content, boost = page.content or "", search.get("boost", 1)
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
