"""Folds a section whose heading is marked `{ .folded }`.

A Python-Markdown extension. An author writes

    ## Derivation { .folded }

and all up to the next heading of that level or a higher one is in a `<details>`
whose summary is the heading. It opens without JavaScript. The browser opens it
for an address that leads into it, and when its search finds something there;
docs/assets/listing.css opens it on paper. The page's contents name what can be
seen: that heading, and none of those inside.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lossbook.markdown.page_syntax import PageExtension

HEADING = re.compile(r"h[1-6]")


class FoldedSectionsExtension(PageExtension):
    """Takes `page`, as our other extensions do."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After "toc" (5), which gives headings their anchors.
        md.treeprocessors.register(_Fold(md), "folded", 4)


class _Fold(Treeprocessor):
    def run(self, root: Element) -> None:
        inside: Element | None = None
        level = ""
        names: set[str | None] = set()
        for each in list(root):
            is_heading = HEADING.fullmatch(each.tag)
            if is_heading and inside is not None and each.tag <= level:
                inside = None
            if inside is not None:
                root.remove(each)
                inside.append(each)
            elif is_heading and each.get("class") == "folded":
                level = each.tag
                del each.attrib["class"]
                # A link to itself would be a control within a control.
                for link in each.findall("a[@class='headerlink']"):
                    each.remove(link)
                names.add(each.get("id"))
                inside = Element("details", {"class": "section"})
                root[list(root).index(each)] = inside
                SubElement(inside, "summary").append(each)
        _prune(getattr(self.md, "toc_tokens", []), names)


def _prune(entries: list[dict[str, Any]], folded: set[str | None]) -> None:
    """Leave out of the contents what is inside a folded section."""
    for entry in entries:
        if entry["id"] in folded:
            entry["children"] = []
        _prune(entry["children"], folded)
