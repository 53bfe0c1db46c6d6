"""Keeps rendered pages, so that a build renders only what has changed.

A page renders again when its own text has changed, what directives bring in
from other pages, or any file of the project that is not another page's text.
"""

import functools
import hashlib
import logging
import pickle
import sys

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from lossbook.dependencies import installed
from lossbook.markdown.expanded import expanded
from lossbook.paths import CACHE, ROOT

FOLDER = CACHE / "pages"
READ = ("docs", "lossbook", "snippets", "tests/docs/equations")
RENDERERS = ("mkdocs", "Markdown", "pymdown-extensions", "Pygments")
# What mkdocs' own Page.render sets, beside links_to_anchors.
SET = ("content", "toc", "_title_from_render", "present_anchor_ids")


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Page.render, from the cache where nothing has changed."""
    name = page.file.src_uri.replace("/", "-").removesuffix(".md")
    # Of its own for the book offline: other addresses make other pages.
    folders = config.use_directory_urls
    cache = FOLDER if folders else FOLDER.with_name("offline")
    kept = cache / f"{name}-{_key(page, config, files)}.pickle"
    if kept.exists():
        state, links = pickle.loads(kept.read_bytes())
        vars(page).update(state)
        page.links_to_anchors = {
            files.src_uris[uri]: anchors for uri, anchors in links.items()
        }
        return
    if not _renders_without_a_word(page, config, files):
        return
    for old in cache.glob(f"{name}-????????????????????????.pickle"):
        old.unlink()
    state = {name: getattr(page, name) for name in SET}
    links = {
        file.src_uri: anchors
        for file, anchors in (page.links_to_anchors or {}).items()
    }
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps((state, links)))


def _renders_without_a_word(
    page: Page, config: MkDocsConfig, files: Files
) -> bool:
    """Render; a page that warns is not kept, or it would warn only once."""
    said: list[logging.LogRecord] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = said.append  # type: ignore[assignment]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        Page.render(page, config, files)
    finally:
        logger.removeHandler(listener)
    # Under --quiet nothing would be heard.
    return not said and logger.isEnabledFor(logging.WARNING)


def _key(page: Page, config: MkDocsConfig, files: Files) -> str:
    depends = [
        _digest(files),
        page.file.url,
        page.markdown or "",
        expanded(page, config),
        # Wherever the project is.
        repr(config.mdx_configs).replace(str(ROOT), ""),
        repr(config.markdown_extensions),
    ]
    return hashlib.sha256("\0".join(depends).encode()).hexdigest()[:24]


@functools.lru_cache(maxsize=1)  # a build's `files` are one object
def _digest(files: Files) -> str:
    """A digest of the project's files, of all addresses, and of versions."""
    hasher = hashlib.sha256(sys.version.encode())
    for package in RENDERERS:
        hasher.update(installed(package).encode())
    for file in sorted(files, key=lambda file: file.src_uri):
        hasher.update(f"{file.src_uri} {file.url}\n".encode())
    for folder in READ:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".md", ".pyc"):
                hasher.update(f"{path.relative_to(ROOT)}\n".encode())
                hasher.update(path.read_bytes())
    return hasher.hexdigest()
