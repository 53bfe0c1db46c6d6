"""What a page claims in words, its description among them, by line."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from lossbook.paths import ROOT
from lossbook.sources import source

FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
DISPLAY = re.compile(r"^ *\$\$\n.*?^ *\$\$$", re.MULTILINE | re.DOTALL)
ADDRESS = re.compile(
    r"\]\([^)]*\)|<https?://[^>]*>|\{ [^}]*\}|\[@[^]\n]*\]|^::: .*$", re.M
)
# Of the front matter only the title and the description are read by people.
SETTING = re.compile(r"^(?!title:|description:)\w+:.*\n(?:[ -].*\n)*", re.M)
# What a page says of itself and of its parts, whatever they are about.
COMMON = re.compile(
    r"\b(?:a|above|all|an|and|as|at|below|book|case|chapter|count|first|for|form"
    r"|how|in|is|its?|last|list|loss|losses|of|on|or|our|own|page|run|s|section|see"
    r"|that|the|their|to|what|which|with|your?)\b"
)
# Where what is said beside a number ends; a list of numbers goes on.
PAUSE = re.compile(r"[.:;?!()|](?=\s)|,(?= [^\W\d])|\n\n")
CELL = re.compile(
    r"^# %%(?P<heading>.*)\n(?P<text>(?:(?!# %%).*\n)*)", re.MULTILINE
)
FIGURE = re.compile(r"assets/figures/(\w+)\.svg")


@dataclass(frozen=True)
class Prose:
    """A page without its code and its displayed equations."""

    path: Path
    text: str  # blanked, not cut, so that lines keep their numbers

    def line(self, position: int) -> str:
        """`page:line` of a position in the text."""
        return f"{self.path.relative_to(ROOT)}:{self.number(position)}"

    def number(self, position: int) -> int:
        """The line of a position in the text."""
        return self.text.count("\n", 0, position) + 1


def prose(name: str) -> Prose:
    """A page's prose, links' addresses and attributes left out."""
    path, text = source(name), written(name)
    if matter := re.match(r"---\n.*?^---$", text, re.M | re.S):
        settings = SETTING.sub(blank, matter[0])
        text = settings + text[matter.end() :]
    for pattern in (FENCE, DISPLAY, ADDRESS):
        text = pattern.sub(blank, text)
    return Prose(path, text)


def written(name: str) -> str:
    """A page's Markdown."""
    text = source(name).read_text("utf-8")
    if source(name).suffix == ".py":
        text = CELL.sub(_in_markdown, text)
    return text


def blank(found: re.Match) -> str:
    """As many spaces, so that all else keeps its place."""
    return re.sub(r"[^\n]", " ", found[0])


def _in_markdown(cell: re.Match) -> str:
    """A percent script's cell, its heading blanked; all of it if it is code."""
    if "[markdown]" not in cell["heading"]:
        return "\n" * cell[0].count("\n")
    return "\n" + re.sub(r"^# ?", "", cell["text"], flags=re.MULTILINE)


def cells(script: str) -> list[tuple[int, str]]:
    """First line and text of each of a percent script's code cells."""
    return [
        (script.count("\n", 0, cell.start()) + 1, cell["text"])
        for cell in CELL.finditer(script)
        if "[markdown]" not in cell["heading"]
    ]


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place in its clause."""
    return PAUSE.split(text[:start])[-1], PAUSE.split(text[end:])[0]


@functools.cache
def words(text: str) -> dict[str, str]:
    """The words of a text and of names in code, by their beginnings."""
    text = re.sub(r"[α-ω]", lambda m: unicodedata.name(m[0]).split()[-1], text)
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", text).lower().replace("−", "-")
    found = re.findall(r"[^\W\d_]+\d*|-?\d+(?:\.\d+)?", COMMON.sub("", text))
    return {word[:6]: word for word in found}
