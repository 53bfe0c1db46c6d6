"""Keeps rendered pages, so that a build renders only what has changed.

A page is rendered again when its own text has changed, or what directives and
embedded snippets bring into it, or an explorer on it, or the address of a file
that it links to. Another page's snippets do not concern it.
"""

import logging
import pickle
import re
import sys
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from lossbook import cache, sources
from lossbook.dependencies import installed
from lossbook.generate import explorers, palette
from lossbook.markdown.expanded import expanded
from lossbook.paths import ROOT

RENDERERS = ("mkdocs", "Markdown", "pymdown-extensions", "Pygments")
EXPLORER = re.compile(r"data-explorer=(\w+)")
# What mkdocs' own Page.render sets, beside links_to_anchors.
SET = ("content", "toc", "_title_from_render", "present_anchor_ids")


class _Asked:
    """The files, and where those were that rendering asked for."""

    def __init__(self, files: Files):
        self.files = files
        self.addresses: dict[str, tuple | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        self.addresses[path] = _address(path, self.files)
        return self.files.src_uris.get(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.files, name)


def _address(path: str, files: Files) -> tuple | None:
    file = files.src_uris.get(path)
    return (file.url, file.inclusion) if file else None


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Page.render, from the cache where nothing has changed."""
    name = page.file.src_uri.removesuffix(".md")
    entry = cache.entry("pages", name, _key(page, config))
    if _restore(page, files, cache.read(entry)):
        return
    asked = _Asked(files)
    if not _renders_without_warning(page, config, asked):
        return
    state = {name: getattr(page, name) for name in SET}
    links = {
        file.src_uri: anchors
        for file, anchors in (page.links_to_anchors or {}).items()
    }
    cache.write(entry, pickle.dumps((state, links, asked.addresses)))


def _restore(page: Page, files: Files, kept: bytes | None) -> bool:
    """Make the page what it was, if what it links to is where it was."""
    if kept is None:
        return False
    state, links, addresses = pickle.loads(kept)
    if any(_address(path, files) != addresses[path] for path in addresses):
        return False
    vars(page).update(state)
    page.links_to_anchors = {
        files.src_uris[uri]: anchors for uri, anchors in links.items()
    }
    return True


def _renders_without_warning(
    page: Page, config: MkDocsConfig, files: Any
) -> bool:
    """Render; a page that warns is not kept, or it would warn only once."""
    warnings = CountHandler(level=logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        Page.render(page, config, files)
    finally:
        logger.removeHandler(warnings)
    # Under --quiet no warning would be counted.
    return not warnings.get_counts() and logger.isEnabledFor(logging.WARNING)


def _key(page: Page, config: MkDocsConfig) -> str:
    text = expanded(page, config)
    shown = {
        name
        for name in EXPLORER.findall(text)
        if (explorers.SCRIPTS / f"{name}.py").exists()
    }
    return cache.key(
        cache.code(),
        sys.version,
        *map(installed, RENDERERS),
        repr(config.markdown_extensions),
        # Wherever the project is.
        repr(config.mdx_configs).replace(str(ROOT), ""),
        repr(config.validation),
        page.file.src_uri,
        page.file.url,
        page.markdown or "",
        text,
        *(explorers.entry(name).name for name in sorted(shown)),
        # In which their lines are drawn.
        sources.text(palette.FILE) if shown else "",
    )
