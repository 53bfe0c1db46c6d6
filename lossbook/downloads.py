"""Puts beside each page the forms of it that a reader can take away.

A page custom/focal-loss lies at custom/focal-loss.md as plain Markdown, and its
foot says so.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lossbook import checks, plain


def offer(page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add the page's other forms to the site; a line of links to them.

    The line is "" for a page without code, which is read here or nowhere.
    """
    name = page.file.src_uri.removesuffix(".md")
    offers = [
        (
            "Markdown",
            f"{name}.md",
            plain.page_as_markdown(page, config, files),
        ),
    ]
    links = []
    for title, address, content in offers:
        files.append(_served(config, address, content))
        relative = get_relative_url(address, page.file.url)
        links.append(f'<a href="{relative}" download>{title}</a>')
    if not checks.has_code(name):
        return ""
    return f'<p class="offer">Take this page along: {", ".join(links)}.</p>'


def _served(config: MkDocsConfig, address: str, content: str) -> File:
    """A file at an address of the site, which no page is made of."""
    file = File.generated(config, f"{address}.download", content=content)
    file.dest_uri = address
    return file
