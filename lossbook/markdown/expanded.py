"""A page's Markdown as its renderer has it after our own preprocessors.

Directives are carried out and snippets put in. What a page takes from other
pages, it takes here: two pages with one expanded text look alike.
"""

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def expanded(page: Page, config: MkDocsConfig) -> str:
    """The page's text, expanded once in a build."""
    kept = vars(page)
    if "expanded" not in kept:
        kept["expanded"] = _expand(page.markdown or "", config)
    return kept["expanded"]


def _expand(text: str, config: MkDocsConfig) -> str:
    names = [
        name
        for name in config.markdown_extensions
        if name.startswith("lossbook.") or name == "pymdownx.snippets"
    ]
    md = Markdown(extensions=names, extension_configs=config.mdx_configs)
    lines = text.split("\n")
    for preprocessor in md.preprocessors:
        # But for what any Markdown goes through.
        if type(preprocessor).__module__ != "markdown.preprocessors":
            lines = preprocessor.run(lines)
    return "\n".join(lines)
