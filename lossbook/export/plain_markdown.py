r"""Writes a page as plain Markdown, as it reads without this site.

Directives and embedded snippets are expanded; equations carry their numbers as
`\tag{1}`, and `\eqref` becomes the number; what only this site understands,
such as `{ .line }`, is gone. A page regression/regression.md lies at that very
address, beside its HTML, so that links between the forms hold.
"""

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath
from textwrap import dedent, indent

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lossbook.markdown.expanded import expanded
from lossbook.markdown.math import LABEL

FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
OPENING = re.compile(r"^( *```)\{ \.(\w+)[^}]*\}$", re.MULTILINE)
REFERENCE = re.compile(r"\\eqref\{([^}]+)\}")
ATTRIBUTES = re.compile(r"^ *\{ [.#:][^}\n]*\}\n", re.MULTILINE)
# What to do with sliders, which only the site has.
TRY = re.compile(r"^.+\n\{ \.try \}\n\n", re.MULTILINE)
WRAPPER = re.compile(
    r"^ *(<(div|details)[^>\n]* markdown>(<summary>.*</summary>)?"
    r"|</(div|details)>)\n",
    re.MULTILINE,
)
# What is drawn in a table of the site.
DRAWN = re.compile(r"<i [^>]*></i> ")
ADMONITION = re.compile(
    r'^!!! \w+ "(?P<title>[^"]+)"\n(?P<text>(?:(?: {4}.*)?\n)+)', re.MULTILINE
)
# What only a script can do.
BUTTON = re.compile(r" <button.*?</button>")
HEADING = re.compile(r"^(#+ .*) \{ [.#][^}\n]*\}$", re.MULTILINE)
SUMMARY = re.compile(r"<summary>(.*?)</summary>")
# A span of code, which is left alone, or a link with what may follow it.
LINK = re.compile(
    r"`[^`\n]+`"
    r"|\]\((?P<path>[^()\s#]*)(?P<anchor>#[^()\s]*)?\)(?P<attributes>\{[^}\n]*\})?"
)

Address = Callable[[File], str]
# In order: whether a part is fenced code, and its text.
Parts = list[tuple[bool, str]]


def page_as_markdown(parts: Parts, page: Page, files: Files) -> str:
    """The page's plain form, its links relative to where it lies."""

    def address(file: File) -> str:
        there = file.src_uri if file.is_documentation_page() else file.dest_uri
        return get_relative_url(there, page.file.src_uri)

    text = "".join(
        part if code else relink(part, page, files, address)
        for code, part in parts
    )
    return text.lstrip("\n")


def parts(page: Page, config: MkDocsConfig) -> Parts:
    """The page in parts, in order: whether it is fenced code, and its text."""
    text = expanded(page, config)
    numbers = {
        label: number for number, label in enumerate(LABEL.findall(text), 1)
    }
    found, end = [], 0
    for fence in FENCE.finditer(text):
        found.append((False, _prose(text[end : fence.start()], numbers)))
        found.append((True, OPENING.sub(r"\1\2", fence[0])))
        end = fence.end()
    found.append((False, _prose(text[end:], numbers).rstrip() + "\n"))
    return found


def _prose(text: str, numbers: dict[str, int]) -> str:
    text = DRAWN.sub("", TRY.sub("", text))
    text = LABEL.sub(lambda m: rf"\tag{{{numbers[m[1]]}}}", text)
    text = REFERENCE.sub(lambda m: f"({numbers.get(m[1], m[1])})", text)
    text = ADMONITION.sub(_quote, text)
    text = HEADING.sub(r"\1", BUTTON.sub("", text))
    text = WRAPPER.sub("", ATTRIBUTES.sub("", text))
    return SUMMARY.sub(lambda m: f"**{re.sub('<[^>]*>', '', m[1])}**", text)


def _quote(admonition: re.Match) -> str:
    text = f"**{admonition['title']}**\n\n{dedent(admonition['text']).strip()}"
    return indent(text, "> ", lambda _: True) + "\n\n"


def relink(text: str, page: Page, files: Files, address: Address) -> str:
    """The text with each link into the site replaced by `address` of its file.

    What leads elsewhere stays as it is.
    """

    def replace(link: re.Match) -> str:
        path, anchor = link["path"], link["anchor"] or ""
        if path is None:
            return link[0]
        file = target(path, page, files)
        if file is not None:
            path = address(file)
        elif path and "//" not in path:
            return link[0]  # brackets in a formula
        return f"]({path}{anchor})"

    return LINK.sub(replace, text)


def target(path: str, page: Page, files: Files) -> File | None:
    """The file of the site that a page means by a path; None if it has none."""
    if path.startswith("/"):
        return files.src_uris.get(path[1:])
    here = dirname(page.file.src_uri)
    return files.src_uris.get(normpath(join(here, path)))
