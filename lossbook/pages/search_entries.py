"""Reads from a page what a search may find: its sections, and its messages.

A section is a heading with the prose up to the next one. Code is left out but
for the errors and warnings that it printed, which people paste: each is an
entry of its own, which leads to its section.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADING = re.compile("h[1-6]")
UNREAD = "svg, script, style, button, .headerlink, .listing, .checked"
EXCLUDED = "[data-search-exclude]"  # which is Material's name for it
INLINE = {"a", "abbr", "b", "code", "em", "math", "span", "strong", "wbr"}
# What fewer people look for, and how much it counts.
LESSER = {"Derivation": 0.5, "Numerics": 0.5, "References": 0.1}
# What a snippet prints of an error or a warning that it has caught.
MESSAGE = re.compile(
    r"""^\ *print\((?:error\)|str\(error\)|\w+\[\d\]\.message|f".*\{error\}")
        .*\n(?P<lines>(?:\ *\#>.*(?:\n|$))+)""",
    re.MULTILINE | re.VERBOSE,
)
PRINTED = re.compile(r"^ *#> ?", re.MULTILINE)


def entries(html: str, url: str, title: str, boost: float) -> list[dict]:
    """The entries of one page: where each leads, its title and its text.

    Args:
        html: the page's content.
        url: its address.
        title: its title, in plain text.
        boost: what its entries count.
    """
    tree = LexborHTMLParser(html)
    for node in tree.css(f"{UNREAD}, {EXCLUDED}"):
        node.decompose()
    sections = [_entry(url, title, boost)]
    messages = []
    share = 1.0
    for node in _read(tree.css("body")[0]):
        section = sections[-1]
        if node.tag == "pre":
            messages += [
                _entry(section["location"], message, boost, section["title"])
                for message in _messages(node.text())
            ]
        elif HEADING.fullmatch(node.tag or "") and node.id:
            title = " ".join(node.text().split())
            if node.tag == "h2":
                share = LESSER.get(title.split(" and ")[-1].capitalize(), 1)
            if node.tag != "h1":
                where = f"{url}#{node.id}"
                sections.append(_entry(where, title, boost * share))
        elif node.tag == "-text":
            section["text"] += node.text_content or ""
        elif node.tag not in INLINE:
            section["text"] += " "
    for section in sections:
        section["text"] = " ".join(section["text"].split())
    return sections + messages


def _entry(location: str, title: str, boost: float, text: str = "") -> dict:
    return {"location": location, "title": title, "text": text, "boost": boost}


def _read(node: LexborNode) -> Iterator[LexborNode]:
    """What is in a node, in reading order; headings and code are whole."""
    for child in node.iter(include_text=True):
        yield child
        if child.tag != "pre" and not HEADING.fullmatch(child.tag or ""):
            yield from _read(child)


def _messages(code: str) -> list[str]:
    return [
        " ".join(PRINTED.sub("", found["lines"]).split())
        for found in MESSAGE.finditer(code)
    ]
