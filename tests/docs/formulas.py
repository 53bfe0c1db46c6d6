r"""Where the formulas stand: in displays, in sentences and in docstrings.

Each has a key by which a page binds it: a display its label, a relation in a
sentence or a table its text between dollars, a snippet's docstring the path of
its file, or that and the number of the statement, `…/weight_decay_groups.py#2`.
"""

import ast
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lossbook.paths import ROOT
from lossbook.sources import source
from tests.docs.latex import GRAMMAR, LABEL
from tests.docs.prose import prose

DISPLAY = re.compile(r"^ *\$\$\n(.+?)^ *\$\$$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<![\\$`])\$(?!\$)([^$]+?)\$(?!\$)")
RELATION = re.compile(r"[=<>]|\\(?:[lg]eq?|neq?|to|approx|in)(?![a-z])")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
STATED = re.compile(r"(\S+) = ((?:[^,:]|,(?! ))+?)(?= and |, |:|$)")
REMARK = re.compile(r"\s{3,}(?![=<> ]).*")
# The names that the grammar has for letters and functions.
NAMED = re.findall(
    r"^(?:GREEK|FUNCTION): /\\\\\((.+?)\)", GRAMMAR, re.MULTILINE
)
COMMANDS = ["max", "min", "sum", *"|".join(NAMED).split("|")]
SPELLED = {name: f"\\{name}" for name in COMMANDS}
SPELLED |= {"sigmoid": r"\sigma", "argmin": r"\arg\min", "l": r"\ell"}
WORD = re.compile(
    r"(\\[A-Za-z]+|[A-Za-z]{2,}_[A-Za-z]{2,}|[A-Za-z][A-Za-z0-9]*)"
)


@dataclass(frozen=True)
class Formula:
    """One formula, its key, and the line and section where it stands."""

    where: str
    key: str
    tex: str
    line: int = 0
    section: int = 0


def displayed(name: str) -> dict[str, Formula]:
    """The displayed equations of a page, by label."""
    text = source(name).read_text("utf-8")
    if name.startswith("training/"):
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    path, sections = source(name).relative_to(ROOT), _sections(text)
    found = {}
    for match in DISPLAY.finditer(text):
        label = LABEL.search(match[1])
        key = label[1] if label else ""
        line = text.count("\n", 0, match.start(1)) + 1
        section = bisect(sections, match.start())
        found[key] = Formula(f"{path}:{line}", key, match[1], line, section)
    return found


def related(name: str) -> list[Formula]:
    """The formulas in a page's sentences and tables that state a relation."""
    page = prose(name)
    sections = _sections(page.text)
    return [
        Formula(
            page.line(match.start()),
            f"${' '.join(match[1].split())}$",
            match[1],
            page.text.count("\n", 0, match.start()) + 1,
            bisect(sections, match.start()),
        )
        for match in INLINE.finditer(page.text)
        if RELATION.search(match[1])
    ]


def _sections(text: str) -> list[int]:
    return [match.start() for match in HEADING.finditer(text)]


def documented(snippet: Path) -> list[Formula]:
    """The statements in a snippet's module docstring, as LaTeX.

    They are what is indented, and what a sentence before it says of a symbol:
    `With p = sigmoid(z):`.
    """
    module = ast.parse(snippet.read_text("utf-8"))
    lines = (ast.get_docstring(module, clean=True) or "").splitlines()
    path, first = snippet.relative_to(ROOT).as_posix(), module.body[0].lineno
    statements: list[tuple[int, str]] = []
    for number, line in enumerate(lines, first):
        text = REMARK.sub("", line.strip())
        if line.startswith("     ") and statements:
            at, before = statements.pop()
            statements.append((at, f"{before} {text}"))
        elif line.startswith("    "):
            statements.append((number, text))
        elif line.startswith("With "):
            stated = STATED.finditer(line)
            statements += [(number, f"{m[1]} = {m[2]}") for m in stated]
    return [
        Formula(f"{path}:{line}", f"{path}#{number}", latex(text))
        for number, (line, text) in enumerate(statements, 1)
    ]


def latex(plain: str) -> str:
    r"""The LaTeX of a formula in plain text: `log p_y` is `\log p_{y}`."""
    plain = re.sub(
        r"d(\w+)/d(\w+)", r"\\frac{\\partial \1}{\\partial \2}", plain
    )
    for sign, command in (("<=", r"\le"), (">=", r"\ge"), ("!=", r"\ne")):
        plain = plain.replace(sign, f"{command} ")
    plain = re.sub(r"\|\|(.*?)\|\|", r"\\lVert \1 \\rVert", plain)
    plain = re.sub(r"\|([^|]*)\|", r"\\lvert \1 \\rvert", plain)
    return "".join(_words(plain))


def _words(plain: str) -> Iterator[str]:
    for part in WORD.split(plain):
        if part in SPELLED:
            yield SPELLED[part] + " "
        elif len(part) > 1 and part[0].isalpha():
            yield rf"\operatorname{{{part}}}"
        else:
            yield part
