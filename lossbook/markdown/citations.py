"""Cites publications by their key in docs/references.yml.

A Python-Markdown extension. On a page

    [@lin2017, equation 5]    equation 5 of Lin et al. (2017), or between
                              parentheses Lin et al., 2017, equation 5
    [equation 5](@lin2017)    these words

lead to the publication, and

    ::: references

becomes list items, one for each publication that the page cites.
"""

import re

from markdown import Markdown

from lossbook.errors import BookError
from lossbook.markdown.page_syntax import PageExtension, outside_code
from lossbook.references import find

CITATION = re.compile(
    r"\[@(?P<key>[^\]\n,]*)(?:, (?P<part>[^\]\n]*))?\]"
    r"|\[(?P<words>[^\]\[\n]+)\]\(@(?P<linked>[^)\n]*)\)"
)
LIST = "::: references"


class CitationsExtension(PageExtension):
    """Takes the page's source file, as `page`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        pattern = rf"{CITATION.pattern}|^(?P<list>{LIST})$"
        self.replace(md, outside_code(pattern), _written)


def _written(found: re.Match) -> str:
    keys = cited(found.string)
    if found["list"]:
        if not keys:
            raise BookError(f"{LIST}: nothing is cited; write it as [@lin2017]")
        return "\n".join(_item(key) for key in keys)
    if f"\n{LIST}" not in found.string:
        raise BookError(
            f"{found[0]}: the page does not list what it cites; add the line "
            f"{LIST} at its end"
        )
    if found["linked"] is not None:
        words, key = found["words"], found["linked"]
        return _link(words, find(key, words).address)
    part = found["part"] or ""
    of = find(found["key"], part)
    before = found.string[: found.start()].rpartition("\n")[2]
    if before.rfind("(") > before.rfind(")"):
        return _link(f"{of.who}, {of.year}", of.address) + f", {part}" * bool(
            part
        )
    return f"{part} of " * bool(part) + _link(
        f"{of.who} ({of.year})", of.address
    )


def cited(text: str) -> list[str]:
    """The keys that a page cites, each once, in their order."""
    return list(
        dict.fromkeys(
            found["key"] if found["key"] is not None else found["linked"]
            for found in re.finditer(outside_code(CITATION.pattern), text, re.M)
            if not found["code"]
        )
    )


def _item(key: str) -> str:
    of = find(key)
    where = of.identifier or ("at the publisher's" if of.url else "")
    ends = [f"{of.year}", _link(where, of.address)] if where else [f"{of.year}"]
    if of.cited:
        ends.append(of.cited)
    return f"- {of.authors}, *{of.title}*, {', '.join(ends)}."


def _link(words: str, address: str) -> str:
    return f"[{words}]({address})" if address else words
