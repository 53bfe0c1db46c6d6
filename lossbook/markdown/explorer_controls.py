"""Puts an explorer's controls over the figure that stands in for it.

A Python-Markdown extension. An author writes, as a paragraph of its own,

    ![text](../assets/figures/focal_loss.svg){ data-explorer=focal_loss }

and the figure is wrapped, with the sliders and the table of values that belong
to snippets/explorers/focal_loss.py, in the element that assets/explorer.js
brings to life. Until then, on paper and without JavaScript, the figure stands.
With the class `.beside` it stands always, and the controls come below it.
"""

import re
from difflib import get_close_matches
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lossbook.errors import BookError, suggestion
from lossbook.generate import explorers
from lossbook.markdown.page_syntax import PageExtension, outside_code
from lossbook.paths import SNIPPETS

ATTRIBUTE = "data-explorer"
# In a list of attributes, which may have others beside it.
NAMED = r"(?<=[{ ])(?P<attribute>[\w-]+)=(?P<name>[^\s}]*)(?=[^{}\n]*\})"

# One panel, in units of its SVG.
WIDTH, HEIGHT = 340, 220


class ControlsExtension(PageExtension):
    """Takes the page's source file, as `page`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.replace(md, outside_code(NAMED), _checked)
        # After attr_list (8), which reads the attribute; before links are made
        # relative to the page (0).
        md.treeprocessors.register(_Wrap(md), "controls", 6)


class _Wrap(Treeprocessor):
    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            figure = paragraph.find(f"img[@{ATTRIBUTE}]")
            if figure is not None:
                name = figure.attrib.pop(ATTRIBUTE)
                paragraph.tag = "loss-explorer"
                paragraph.set("data-name", name)
                if figure.get("class") == "beside":
                    paragraph.set("class", figure.attrib.pop("class"))
                _controls(paragraph, name, explorers.read(name))


def _checked(found: re.Match) -> str:
    if found["attribute"] != ATTRIBUTE:
        if get_close_matches(found["attribute"], [ATTRIBUTE]):
            raise BookError(f"{found[0]}: did you mean {ATTRIBUTE}?")
        return found[0]  # another attribute, or a formula
    name = found["name"].strip("\"'")
    names = [script.stem for script in (SNIPPETS / "explorers").glob("*.py")]
    if name not in names:
        raise BookError(
            f"{found[0]}: there is no file snippets/explorers/{name}.py; "
            f"{suggestion(name, names)}"
        )
    return found[0]


def _controls(parent: Element, name: str, data: dict) -> None:
    live = SubElement(
        parent, "div", {"class": "live", "data-search-exclude": ""}
    )
    panels = SubElement(live, "div", {"class": "panels"})
    for panel in data["panels"]:
        SubElement(
            panels,
            "svg",
            {
                "viewBox": f"0 0 {WIDTH} {panel.get('height', HEIGHT)}",
                "role": "img",
                "aria-label": f"{panel['title']}: the lines of the table below",
            },
        )
    sliders = SubElement(live, "div", {"class": "sliders"})
    for number, slider in enumerate(data["sliders"]):
        _slider(sliders, f"{name}-{number}", **slider)
    _table(live, data)
    source = SubElement(live, "p", {"class": "source"})
    source.text = "Computed by "
    path = f"snippets/explorers/{name}.py"
    link = SubElement(source, "a", {"href": f"/{path}", "download": ""})
    SubElement(link, "code").text = path
    link.tail = " into "
    # A link, so that it is made relative to the page; the script reads it.
    address = {"href": f"/assets/explorers/{name}.js", "class": "data"}
    SubElement(source, "a", address).text = "its data"


def _slider(
    parent: Element, key: str, label: str, texts: list[str], start: int
) -> None:
    SubElement(parent, "label", {"for": key}).text = label
    SubElement(
        parent,
        "input",
        {
            "id": key,
            "type": "range",
            "max": str(len(texts) - 1),
            "value": str(start),
            "aria-valuetext": texts[start],
            "autocomplete": "off",
        },
    )
    SubElement(parent, "output", {"for": key}).text = texts[start]


def _table(parent: Element, data: dict) -> None:
    """A row a line, a column a panel; the cells are filled in the browser."""
    table = SubElement(parent, "table", {"class": "values"})
    head = SubElement(SubElement(table, "thead"), "tr")
    SubElement(head, "td").text = "At the marker" if "x" in data else ""
    for panel in data["panels"]:
        SubElement(head, "th", {"scope": "col"}).text = panel["title"]
    body = SubElement(table, "tbody")
    for number, label in enumerate(data["panels"][0]["lines"]):
        row = SubElement(body, "tr")
        cell = SubElement(row, "th", {"scope": "row"})
        drawn = {"viewBox": "0 0 32 8", "class": "swatch"}
        swatch = SubElement(cell, "svg", {**drawn, "aria-hidden": "true"})
        SubElement(swatch, "path", {"class": f"line{number}", "d": "M1 4H31"})
        SubElement(cell, "span").text = label
        for _ in data["panels"]:
            SubElement(row, "td").text = "\N{NO-BREAK SPACE}"


def makeExtension(**kwargs: object) -> ControlsExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return ControlsExtension(**kwargs)
