r"""Typesets LaTeX at build, so that the reader's browser runs no MathJax.

A Python-Markdown extension. It takes the formulas that pymdownx.arithmatex
marked (its generic mode), hands a page's formulas to MathJax in V8 at once, and
puts SVG in their place: one table of glyphs a page, with MathML beside each
formula for screen readers. Displayed equations carry a `\label`, are numbered
in their order, and `\eqref{label}` in the prose links to them.
"""

import html
import re
from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from lossbook.errors import BookError
from lossbook.markdown.line_breaks import forms, together
from lossbook.markdown.mathjax import spaced, typeset
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


class TypesetExtension(Extension):
    """`page` is the source file that errors name; the rest is as above."""

    def __init__(self, **kwargs: object):
        self.config = {
            "page": ["", "source file of the text, for errors"],
            "checks": ["", "address that, with a label, is the check of it"],
            "native": [False, "formulas in sentences as MathML alone"],
        }
        super().__init__(**kwargs)

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
            if found and each.tag in ("td", "th"):
                self._refuse(
                    f"{found[0].strip()}|", r"in a table write \vert for |"
                )
            elif found:
                way_out = r"close the formula, or write \$ for a dollar"
                self._refuse(found[1], way_out)

    def _refuse(self, excerpt: str, way_out: str) -> NoReturn:
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

    def run(self, text: str) -> str:
        sources: list[str] = []
        formulas: list[list[tuple[str, bool]]] = []
        numbers: dict[str, int] = {}
        for match in FORMULA.finditer(text):
            if match["inline"] is not None:
                sources.append(html.unescape(match["inline"]))
                formulas.append([(sources[-1], False)])
            elif match["display"] is not None:
                tex = html.unescape(match["display"])
                numbers[self._label(tex, numbers)] = len(numbers) + 1
                sources.append(LABEL.sub("", tex).strip())
                formulas.append([(form, True) for form in forms(sources[-1])])
        reference = self._reference_to(numbers)
        if not formulas:
            return FORMULA.sub(reference, text)
        page = typeset(list(chain(*formulas)))
        results = iter(page["formulas"])
        typeset_formulas = iter(
            [list(islice(results, len(each))) for each in formulas]
        )
        remaining = iter(sources)

        def place(match: re.Match) -> str:
            if match["reference"] is not None:
                return reference(match)
            tex, typeset_forms = next(remaining), next(typeset_formulas)
            for form in typeset_forms:
                if "error" in form:
                    self._fail(tex, form["error"])
            if match["inline"] is not None:
                (form,) = typeset_forms
                if self.native:
                    mml = spaced(form["mml"])
                    return f'<span translate="no">{mml}</span>'
                return (
                    '<span class="math" translate="no">'
                    f"{form['svg']}{form['mml']}</span>"
                )
            label = LABEL.findall(html.unescape(match["display"]))[0]
            return (
                _equation(label, typeset_forms)
                + f'<a class="number" href="{self.checks}{label}" '
                f'title="How equation {numbers[label]} is checked">'
                f"({numbers[label]})</a>"
                "</div>"
            )

        text = together(FORMULA.sub(place, text))
        if self.native and not numbers:
            return text
        glyphs = f'<svg class="glyphs" aria-hidden="true">{page["defs"]}</svg>'
        return text + glyphs

    def _label(self, tex: str, taken: dict[str, int]) -> str:
        labels = LABEL.findall(tex)
        if len(labels) != 1:
            self._fail(tex, r"a displayed equation carries one \label")
        if labels[0] in taken:
            self._fail(tex, rf"\label{{{labels[0]}}} stands twice on the page")
        return labels[0]

    def _reference_to(self, numbers: dict[str, int]) -> Callable:
        def reference(match: re.Match) -> str:
            label = match["reference"]
            if label not in numbers:
                self._fail(rf"\eqref{{{label}}}", "no equation has that label")
            return f'<a class="eqref" href="#{label}">({numbers[label]})</a>'

        return reference

    def _fail(self, tex: str, reason: str) -> NoReturn:
        # MathJax names a command, not its place: take the line that has it.
        command = re.search(r"\\[A-Za-z]+$", reason)
        lines = [x for x in tex.splitlines() if command and command[0] in x]
        places = [place(self.page, lines[0] if lines else tex)]
        if command:
            # The page of all equations shows those of the others.
            chapters = sorted(DOCS.rglob("*.md"))
            places += [place(chapter, command[0]) for chapter in chapters]
        where = next((each for each in places if ":" in each), places[0])
        raise BookError(f"{where}: {reason}, in: {' '.join(tex.split())}")


def _equation(label: str, typeset_forms: list[dict]) -> str:
    """The head of an equation: its form for a phone, and a wider if one fits.

    There is one MathML, since a screen reader knows no width.
    """
    narrow = typeset_forms[0]
    wide = next(
        (form for form in reversed(typeset_forms) if _width(form) <= WIDE),
        narrow,
    )
    heights = f"--height: {HEIGHT.findall(narrow['svg'])[0]}"
    drawings = narrow["svg"]
    if wide["svg"] != narrow["svg"]:
        heights += f"; --height-wide: {HEIGHT.findall(wide['svg'])[0]}"
        drawings = drawings.replace("<svg ", '<svg class="narrow" ', 1)
        drawings += wide["svg"].replace("<svg ", '<svg class="wide" ', 1)
    return (
        f'<div class="math equation" id="{label}" translate="no" '
        f'data-search-exclude style="{heights}">'
        f"{drawings}{wide['mml']}"
    )


def _width(form: dict) -> float:
    """In ex, as MathJax writes it."""
    return float(WIDTH.findall(form["svg"])[0])


def makeExtension(**kwargs: object) -> TypesetExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return TypesetExtension(**kwargs)
