"""Runs MathJax in V8: a page's formulas go in, SVG and MathML come out."""

import atexit
import functools
import importlib.resources
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from lossbook import cache
from lossbook.dependencies import installed

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

PACKAGES = ("django-static-mathjax", "mini-racer")
ENGINE = Path(__file__).with_suffix(".js")
# A name is followed by a sign that nobody sees. Here it stands behind a factor;
APPLIED = '<mo data-mjx-texclass="NONE">&#x2061;</mo>'
BEFORE = re.compile(
    r"(</m(?:i|n|sub|sup|subsup|frac|row)>|\)</mo>)"
    rf"(?=<mi>\w{{2,}}</mi>{APPLIED})"
)
SPACE = '<mspace width=".17em"></mspace>'
# and here before what stands in no brackets.
BEHIND = re.compile(
    r'(<mo data-mjx-texclass="NONE")(?=>&#x2061;</mo>'
    r"(?!(?:<mrow[^>]*>)?<mo[^>]*>[(\[{]))"
)


def typeset(formulas: list[tuple[str, bool]]) -> dict:
    """The page's glyph table and each formula's SVG and MathML, from a cache.

    Args:
        formulas: TeX source and whether it is displayed, in page order.

    Returns:
        `{"defs": svg, "formulas": [{"svg", "mml"} or {"error"}, …]}`.
    """
    request = json.dumps(formulas)
    entry = cache.entry("typeset", "page", cache.key(_program(), request))
    return json.loads(cache.kept(entry, lambda: _typeset(request)))


def _typeset(request: str) -> bytes:
    page = json.loads(_engine().call("typesetPage", request))
    for number, formula in enumerate(page["formulas"]):
        if "svg" in formula:
            page["formulas"][number] = {
                "svg": _slim(formula["svg"]),
                "mml": re.sub(r">\s+<", "><", formula["mml"]),
            }
    return json.dumps(page).encode()


def spaced(mml: str) -> str:
    """MathML in which `y log p` is three words, as TeX sets it.

    No browser leaves room around the name of a function.
    """
    return BEHIND.sub(r'\1 rspace=".17em"', BEFORE.sub(rf"\1{SPACE}", mml))


def _slim(svg: str) -> str:
    """Drop what only MathJax's own scripts read.

    xlink:href stays: Material sets the href of every element that has one, and
    that of a `<use>` cannot be set.
    """
    svg = re.sub(
        r' (data-[\w-]+|xmlns(:xlink)?|role|focusable)="[^"]*"', "", svg
    )
    return svg.replace("<svg ", '<svg aria-hidden="true" ', 1)


@functools.cache
def _program() -> str:
    """What the result depends on beside the formulas."""
    files = (ENGINE, Path(__file__))
    parts = [file.read_text("utf-8") for file in files]
    return cache.key(*parts, *map(installed, PACKAGES))


@functools.cache
def _engine() -> "MiniRacer":
    from py_mini_racer import MiniRacer

    files = importlib.resources.files("mathjax") / "static/mathjax/es5"
    engine = MiniRacer()
    # While its threads live: left to the interpreter's end, it may wait for
    # one of them for ever.
    atexit.register(engine.close)
    # Without noundefined and noerrors, so that an error is an error.
    engine.eval(
        """var MathJax = {
          startup: {typeset: false},
          tex: {
            packages: ["base", "ams"],
            tags: "none",
            formatError: (jax, error) => { throw Error(error.message); },
          },
          svg: {fontCache: "global"},
        };"""
    )
    for component in (
        "startup",
        "core",
        "adaptors/liteDOM",
        "input/tex",
        "output/svg",
        "output/svg/fonts/tex",
    ):
        engine.eval((files / f"{component}.js").read_text("utf-8"))
    engine.eval(ENGINE.read_text("utf-8"))
    return engine
