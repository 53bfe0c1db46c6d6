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
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from jinja2 import Environment
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lossbook.errors import BookError, suggestion
from lossbook.generate import explorers
from lossbook.markdown import explorer_panels
from lossbook.markdown.page_syntax import PageExtension, outside_code
from lossbook.paths import SNIPPETS

ATTRIBUTE = "data-explorer"
NAMED = rf"{ATTRIBUTE}=(?P<name>[^\s}}]*)"
# In a line of code, what stands for the value of a slider.
FIELD = re.compile(r"\{(\w+)\}")
HTML = Path(__file__).with_name("explorer.html.j2").read_text("utf-8")
TEMPLATE = Environment(autoescape=True).from_string(re.sub(r"\n *", "", HTML))


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
                paragraph.append(_controls(name, explorers.read(name)))


def _checked(found: re.Match) -> str:
    name = found["name"]
    names = [script.stem for script in (SNIPPETS / "explorers").glob("*.py")]
    if name not in names:
        raise BookError(
            f"{found[0]}: there is no file snippets/explorers/{name}.py; "
            f"{suggestion(name, names)}"
        )
    return found[0]


def _controls(name: str, data: dict) -> Element:
    """The panels, what moves their lines, and what these come to."""
    panels = [explorer_panels.laid_out(each, data) for each in data["panels"]]
    codes = {
        slider["name"]: slider["codes"][slider["start"]]
        for slider in data["sliders"]
        if "codes" in slider
    }
    call, _, rest = data["line"].partition("(")
    parts = FIELD.split(rest)
    found = {"panels": panels, "codes": codes, "call": call, "parts": parts}
    return fromstring(TEMPLATE.render(data | found, name=name))
