"""Puts beside each page the forms of it that a reader can take away.

The page similarity/cosine-similarity/ has beside it cosine-similarity.md, plain
Markdown, and cosine-similarity.ipynb, a notebook. A line at its foot links to
both.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lossbook import sources
from lossbook.export import notebook, plain_markdown
from lossbook.pages import repository


def offer(page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add the page's other forms to the site; a line of links to them.

    The line is "" for a page without code, which is read here or nowhere.
    """
    name = page.file.src_uri.removesuffix(".md")
    parts = plain_markdown.parts(page, config)
    markdown = plain_markdown.page_as_markdown(parts, page, files)
    files.append(_served(config, f"{name}.md", markdown))
    if not sources.has_code(name):
        return ""
    executed = notebook.page_as_notebook(parts, page, config, files)
    files.append(_served(config, f"{name}.ipynb", executed))
    links = [
        f'<a href="{get_relative_url(f"{name}.{suffix}", page.file.url)}" '
        f"download>{form}</a>"
        for form, suffix in (("notebook", "ipynb"), ("Markdown", "md"))
    ]
    line = f"Take this page along: {', '.join(links)}."
    colab = repository.colab(config, f"{name}.ipynb")
    if colab:
        line += f' <a href="{colab}">Open it in Colab</a>.'
    return f'<p class="offer">{line}</p>'


def _served(config: MkDocsConfig, address: str, content: str) -> File:
    """A file at an address of the site, which no page is made of."""
    file = File.generated(config, f"{address}.download", content=content)
    file.dest_uri = address
    return file
