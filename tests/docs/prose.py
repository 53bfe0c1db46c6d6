"""What a page claims in words, its description among them, by line."""

import re
from dataclasses import dataclass
from pathlib import Path

from lossbook.paths import ROOT
from lossbook.sources import parse, read, source
from tests.docs.pages import blocks

FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
DISPLAY = re.compile(r"^ *\$\$\n.*?^ *\$\$$", re.MULTILINE | re.DOTALL)
ADDRESS = re.compile(
    r"\]\([^)]*\)|<https?://[^>]*>|\{ [^}]*\}|\[@[^]\n]*\]|^::: .*$", re.M
)
# Of the front matter only the title and the description are read by people.
SETTING = re.compile(r"^(?!title:|description:)\w+:.*\n(?:[ -].*\n)*", re.M)
FIGURE = re.compile(r"assets/figures/(\w+)\.svg")


@dataclass(frozen=True)
class Prose:
    """A page without its code and its displayed equations."""

    path: Path
    text: str  # blanked, not cut, so that lines keep their numbers

    def line(self, position: int) -> str:
        """`page:line` of a position in the text."""
        number = self.text.count("\n", 0, position) + 1
        return f"{self.path.relative_to(ROOT)}:{number}"


def prose(name: str) -> Prose:
    """A page's prose, links' addresses and attributes left out."""
    path = source(name)
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        text = re.sub(r"^# ?", "", _comments(text), flags=re.MULTILINE)
    elif matter := re.match(r"---\n.*?^---$", text, re.M | re.S):
        settings = SETTING.sub(_blank, matter[0])
        text = settings + text[matter.end() :]
    for pattern in (FENCE, DISPLAY, ADDRESS):
        text = pattern.sub(_blank, text)
    return Prose(path, text)


def _blank(found: re.Match) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _comments(script: str) -> str:
    """A percent script's Markdown cells, everything else blanked."""
    lines, inside = [], False
    for line in script.split("\n"):
        if line.startswith("# %%"):
            inside = "[markdown]" in line
            line = ""
        lines.append(line if inside and line.startswith("#") else "")
    return "\n".join(lines)


def code(name: str) -> str:
    """The code that a page shows or draws with, outputs included."""
    path = source(name)
    if path.suffix == ".py":
        return path.read_text("utf-8")
    shown = [block.snippet for block in blocks(path)]
    figures = FIGURE.findall(path.read_text("utf-8"))
    shown += [ROOT / "snippets/figures" / f"{figure}.py" for figure in figures]
    texts = [read(file) for file in shown]
    for text, file in zip(texts, shown, strict=True):
        parse(text, file)  # or reading it token by token ends in the midst
    return "\n".join(texts)
