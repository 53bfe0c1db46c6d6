r"""Typesets LaTeX at build, so that the reader's browser runs no MathJax.

A Python-Markdown extension. It takes the formulas that pymdownx.arithmatex
marked (its generic mode), hands a page's formulas to MathJax in V8 at once, and
puts SVG in their place: one table of glyphs a page, with MathML beside each
formula for screen readers. Displayed equations carry a `\label`, are numbered
in their order, and `\eqref{label}` in the prose links to them.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from lossbook.errors import BookError
from lossbook.markdown.line_breaks import forms, together
from lossbook.markdown.mathjax import spaced, typeset
from lossbook.markdown.page_syntax import PageExtension
from lossbook.paths import DOCS, ROOT
from lossbook.sources import place

FORMULA = re.compile(
    r'<span class="arithmatex">\\\((?P<inline>.*?)\\\)</span>'
    r'|<div class="arithmatex">\s*\\\[(?P<display>.*?)\\\]\s*</div>'
    r'|<span class="eqref">(?P<reference>.*?)</span>',
    re.DOTALL,
)
# And what follows it, as far as it stands so in the file.
UNPAIRED = re.compile(r"\$+\s*([^\n\x02&<$]*)")
HEIGHT = re.compile(r' height="([^"]*)"')
WIDTH = re.compile(r' width="([\d.]+)ex"')
# The ex that a column has from 45 em on, where lossbook.css shows wide forms.
WIDE = 67
LABEL = re.compile(r"\\label\{([^}]*)\}")


class TypesetExtension(PageExtension):
    """Takes the page's source file, as `page`, and what is below."""

    config = {  # noqa: RUF012
        "checks": ["", "address that, with a label, is the check of it"],
        "native": [False, "formulas in sentences as MathML alone"],
    }

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        page = ROOT / self.getConfig("page")
        # Before the escapes (180), or `\eqref` would lose its backslash; after
        # code spans (190), which may quote it.
        md.inlinePatterns.register(
            _Reference(r"\\eqref\{([^}]+)\}", md), "eqref", 185
        )
        md.treeprocessors.register(_Unpaired(md, page), "unpaired", 5)
        # Last of all: the formulas sit in the stash until then.
        typeset = _Typeset(md, page, self.getConfigs())
        md.postprocessors.register(typeset, "typeset", -100)


class _Reference(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match, data: str
    ) -> tuple[str, int, int]:
        placeholder = f'<span class="eqref">{m.group(1)}</span>'
        return self.md.htmlStash.store(placeholder), m.start(0), m.end(0)


class _Unpaired(Treeprocessor):
    """Refuses a $ that is left in the text after formulas were taken out."""

    def __init__(self, md: Markdown, page: Path):
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        for each in root.iter():
            text = each.text if each.tag != "code" else ""
            found = UNPAIRED.search(f"{text or ''}\n{each.tail or ''}")
            if found is None:
                continue
            excerpt = found[1]
            way_out = r"close the formula, or write \$ for a dollar"
            if each.tag in ("td", "th"):
                excerpt = f"{found[0].strip()}|"
                way_out = r"in a table write \vert for |"
            where = place(self.page, excerpt or "$")
            before = excerpt.lstrip("$")
            raise BookError(
                f"{where}: a $ without its pair, before: {before}; {way_out}"
            )


class _Typeset(Postprocessor):
    def __init__(self, md: Markdown, page: Path, settings: dict[str, Any]):
        super().__init__(md)
        self.page, self.native = page, settings["native"]
        self.checks = settings["checks"] or "#"
        self.numbers: dict[str, int] = {}

    def run(self, text: str) -> str:
        found = list(FORMULA.finditer(text))
        for each in found:
            if each["display"] is not None:
                self._number(html.unescape(each["display"]))
        asked = [form for each in found for form in _asked(each)]
        page = typeset(asked) if asked else {"formulas": []}
        drawn = iter(page["formulas"])
        text = together(FORMULA.sub(lambda each: self._put(each, drawn), text))
        if not asked or (self.native and not self.numbers):
            return text
        glyphs = f'<svg class="glyphs" aria-hidden="true">{page["defs"]}</svg>'
        return text + glyphs

    def _number(self, tex: str) -> None:
        labels = LABEL.findall(tex)
        if len(labels) != 1:
            self._fail(tex, r"a displayed equation carries one \label")
        if labels[0] in self.numbers:
            self._fail(tex, rf"\label{{{labels[0]}}} stands twice on the page")
        self.numbers[labels[0]] = len(self.numbers) + 1

    def _put(self, formula: re.Match, drawn: Iterator[dict]) -> str:
        """What stands in the place of a formula, or of a reference to one."""
        if formula["reference"] is not None:
            return self._reference(formula["reference"])
        asked = _asked(formula)
        shown = list(islice(drawn, len(asked)))
        for form in shown:
            if "error" in form:
                self._fail(asked[0][0], form["error"])
        if formula["display"] is not None:
            (label,) = LABEL.findall(html.unescape(formula["display"]))
            return self._equation(label, shown)
        svg, mml = shown[0]["svg"], shown[0]["mml"]
        if self.native:
            return f'<span translate="no">{spaced(mml)}</span>'
        return f'<span class="math" translate="no">{svg}{mml}</span>'

    def _reference(self, label: str) -> str:
        if label not in self.numbers:
            self._fail(rf"\eqref{{{label}}}", "no equation has that label")
        number = self.numbers[label]
        return f'<a class="eqref" href="#{label}">({number})</a>'

    def _equation(self, label: str, shown: list[dict]) -> str:
        """The form of an equation for a phone, and a wider one if it fits.

        There is one MathML, since a screen reader knows no width.
        """
        narrow = wide = shown[0]
        for form in shown:
            if float(WIDTH.findall(form["svg"])[0]) <= WIDE:
                wide = form
        heights = f"--height: {HEIGHT.findall(narrow['svg'])[0]}"
        drawings = narrow["svg"]
        if wide["svg"] != narrow["svg"]:
            heights += f"; --height-wide: {HEIGHT.findall(wide['svg'])[0]}"
            drawings = drawings.replace("<svg ", '<svg class="narrow" ', 1)
            drawings += wide["svg"].replace("<svg ", '<svg class="wide" ', 1)
        number = self.numbers[label]
        return (
            f'<div class="math equation" id="{label}" translate="no" '
            f'data-search-exclude style="{heights}">{drawings}{wide["mml"]}'
            f'<a class="number" href="{self.checks}{label}" '
            f'title="How equation {number} is checked">({number})</a></div>'
        )

    def _fail(self, tex: str, reason: str) -> NoReturn:
        # MathJax names a command, not its place: take the line that has it,
        # in a chapter where the page shows the equations of all.
        command = re.search(r"\\[A-Za-z]+$", reason)
        excerpt = command[0] if command and command[0] in tex else tex
        pages = [self.page, *sorted(DOCS.rglob("*.md"))]
        places = [place(page, excerpt) for page in pages]
        where = next((each for each in places if ":" in each), places[0])
        raise BookError(f"{where}: {reason}, in: {' '.join(tex.split())}")


def _asked(formula: re.Match) -> list[tuple[str, bool]]:
    """Each form of a formula, and whether it is displayed; none of what is not.

    The first is the formula as it stands.
    """
    if formula["inline"] is not None:
        return [(html.unescape(formula["inline"]), False)]
    if formula["display"] is not None:
        tex = LABEL.sub("", html.unescape(formula["display"])).strip()
        return [(form, True) for form in forms(tex)]
    return []
