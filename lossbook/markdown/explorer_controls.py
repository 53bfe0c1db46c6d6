"""Puts an explorer's controls over the figure that stands in for it.

A Python-Markdown extension. An author writes, as a paragraph of its own,

    ![text](../assets/figures/focal_loss.svg){ data-explorer=focal_loss }

and the figure is wrapped, with the panels, the sliders and the table of values
that belong to snippets/explorers/focal_loss.py, in the element that
assets/explorer.js brings to life. On paper and without JavaScript the figure
stands in their place. With the class `.alone` it is left out, and the panels
stand always.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lossbook.errors import BookError, suggestion
from lossbook.generate import explorers
from lossbook.markdown import explorer_panels
from lossbook.markdown.page_syntax import PageExtension, outside_code
from lossbook.paths import SNIPPETS

ATTRIBUTE = "data-explorer"
# In a list of attributes, which may have others beside it.
NAMED = r"(?<=[{ ])(?P<attribute>[\w-]+)=(?P<name>[^\s}]*)(?=[^{}\n]*\})"
# In a line of code, what stands for the value of a slider.
FIELD = re.compile(r"\{(\w+)\}")


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
                # What an address with the sliders' values leads to.
                paragraph.set("id", f"explorer-{name}")
                paragraph.set("data-name", name)
                if figure.get("class"):
                    paragraph.set("class", figure.attrib.pop("class"))
                if paragraph.get("class") == "alone":
                    paragraph.remove(figure)
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
    values = [
        explorer_panels.draw(panels, panel, data) for panel in data["panels"]
    ]
    _key(live, data, values)
    sliders = SubElement(live, "div", {"class": "sliders"})
    for slider in data["sliders"]:
        _slider(sliders, f"{name}-{slider['name']}", slider)
    _presets(live, data["presets"])
    if data["line"]:
        _line(live, data)
    _table(live, data, values)
    source = SubElement(live, "p", {"class": "source"})
    source.text = "Computed by "
    path = f"snippets/explorers/{name}.py"
    link = SubElement(source, "a", {"href": f"/{path}", "download": ""})
    SubElement(link, "code").text = f"{name}.py"
    link.tail = " into "
    # A link, so that it is made relative to the page; the script reads it.
    address = {"href": f"/assets/explorers/{name}.js", "class": "data"}
    SubElement(source, "a", address).text = "its data"


def _slider(parent: Element, key: str, slider: dict) -> None:
    texts, start = slider["texts"], slider["start"]
    SubElement(parent, "label", {"for": key}).text = slider["label"]
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


def _presets(parent: Element, names: Iterable[str]) -> None:
    group = {"class": "presets", "role": "group", "aria-label": "Presets"}
    row = SubElement(parent, "div", group)
    for name in names:
        SubElement(row, "button", {"type": "button"}).text = name
    reset = {"type": "button", "class": "reset"}
    SubElement(row, "button", reset).text = "reset"


def _line(parent: Element, data: dict) -> None:
    """The line of code with a mark around what each slider says in it."""
    code = SubElement(SubElement(parent, "pre", {"class": "line"}), "code")
    sliders = {slider["name"]: slider for slider in data["sliders"]}
    text, *rest = FIELD.split(data["line"])
    code.text, opening, after = text.partition("(")
    code.text += opening
    SubElement(code, "wbr").tail = after  # where it breaks on a phone
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        value = SubElement(code, "var", {"data-slider": name})
        value.text = sliders[name]["codes"][sliders[name]["start"]]
        value.tail = after


def _key(parent: Element, data: dict, values: list[list[str]]) -> None:
    """The names of the lines without a value: contours and paths."""
    panel = data["panels"][0]
    names = zip(
        explorer_panels.looks(panel, data),
        panel["lines"],
        values[0],
        strict=True,
    )
    if without := [name for *name, value in names if not value]:
        key = SubElement(parent, "p", {"class": "key"})
        for kind, label in without:
            _name(SubElement(key, "span"), kind, label)


def _table(parent: Element, data: dict, values: list[list[str]]) -> None:
    """A row a line with a value, a column a panel: what it comes to."""
    table = SubElement(parent, "table", {"class": "values"})
    head = SubElement(SubElement(table, "thead"), "tr")
    SubElement(head, "td").text = "At the marker" if "x" in data else ""
    for panel in data["panels"]:
        SubElement(head, "th", {"scope": "col"}).text = panel["title"]
    body = SubElement(table, "tbody")
    panel = data["panels"][0]
    kinds = explorer_panels.looks(panel, data)
    for number, (label, line) in enumerate(panel["lines"].items()):
        if not values[0][number]:
            continue
        row = SubElement(body, "tr")
        kind = kinds[number] + (" dot" if "x" in line else "")
        _name(SubElement(row, "th", {"scope": "row"}), kind, label)
        for column in values:
            SubElement(row, "td").text = column[number]


def _name(parent: Element, kind: str, label: str) -> None:
    drawn = {"viewBox": "0 0 32 8", "class": "swatch", "aria-hidden": "true"}
    swatch = SubElement(parent, "svg", drawn)
    path = "M16 4h0" if kind.endswith(" dot") else "M1 4H31"
    SubElement(swatch, "path", {"class": kind, "d": path})
    SubElement(parent, "span").text = label


def makeExtension(**kwargs: object) -> ControlsExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return ControlsExtension(**kwargs)
