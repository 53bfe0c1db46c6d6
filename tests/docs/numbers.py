"""The numbers that a page's prose claims, and where each comes from.

A number, in digits or in words, stands in a file that its section shows or that
its paragraph links to: in the code, or in what the run printed, with its sign
and to the precision shown. Of "7 of 11" one line has both. A multiple ("three
times") or a part ("a fifth") may be the ratio of two numbers that one run
printed, and a number of things ("three ways") what the code or the page lists.
"""

import ast
import functools
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, permutations

from lossbook.markdown.arithmetic import evaluate
from lossbook.sources import parse, read
from tests.docs.binding import bindings
from tests.docs.claims import Claim, claims, shown_as
from tests.docs.formulas import displayed
from tests.docs.prose import FIGURE, Prose, prose
from tests.docs.sections import code_at, listed, pages_linked, sections

# In code, where a sign follows no operand.
VALUE = re.compile(
    r"(?P<sign>(?<![\w.)\]])-)?(?<![\w.])"
    r"(?P<digits>\d+(?:_\d+)*(?:\.\d+)*(?:e[-+]?\d+)?)"
)
PRINTED = re.compile(r"^ *#>(.*)$", re.MULTILINE)
FACTOR = re.compile(r"(?<=\* )\d+(?:\.\d+)?\b|(?<![\w.])\d+(?:\.\d+)?(?= \* )")
DIVISOR = re.compile(r"(?<=/ )[1-9]\d*\b(?!\.)")
# What the page itself counts out, in a list or by headings.
ASKED = re.compile(r"^##+ .*\?$", re.MULTILINE)
SHOWN_BELOW = {"ways", "penalties"}
OF = re.compile(r"\s(?:out\s)?of\s(?:(?:the|all)\s)*")


def sources(name: str) -> Iterator[tuple[Claim, str]]:
    """Each claim of a page, and where it comes from; "" for nowhere."""
    page, parts, marks = prose(name), sections(name), marked(name)
    found, together = claims(page), {}
    if not parts[-1].code:
        # Words alone: there is nothing to compare them with.
        found = [each for each in found if each.spelling[-1].isdigit()]
    for first, second in pairwise(found):
        between = page.text[first.at + len(first.spelling) : second.at]
        if OF.fullmatch(between):
            together[first] = together[second] = (first, second)
    equations = "\n".join(each.tex for each in displayed(name).values())
    for claim in found:
        line = page.number(claim.at)
        code = code_at(name, parts, line)
        if words := next((m for m in marks if claim.at in marks[m]), ""):
            yield claim, _as_marked(claim, *bindings(name).numbers[words])
        elif claim in together and not _on_one_line(code, together[claim]):
            yield claim, ""
        elif claim.kind == "count":
            yield claim, _counted(name, page, claim, code)
        elif path := next((p for p in code if _has(code[p], claim)), ""):
            yield claim, path
        elif claim.kind == "formula" and _is_in(equations, claim):
            yield claim, "an equation"
        else:
            yield claim, ""


def marked(name: str) -> dict[str, range]:
    """Where a page has the words that its bindings say something of."""
    found = {}
    for words in bindings(name).numbers:
        pattern = r"\s+".join(map(re.escape, words.split()))
        place = re.search(pattern, prose(name).text)
        found[words] = range(*place.span()) if place else range(0)
    return found


def nearest(name: str, claim: Claim) -> str:
    """The number nearest to a claim among those of its section, and its file.

    "" where none is within a third of it.
    """
    line = prose(name).number(claim.at)
    code = code_at(name, sections(name), line)
    wanted = float(claim.value) if claim.value.count(".") < 2 else 0
    found = [
        (abs(float(value) - wanted), value, path)
        for path, text in code.items()
        for value in values(text)
        if value.count(".") < 2
    ]
    distance, value, path = min(found, default=(math.inf, "", ""))
    near = distance <= abs(wanted) / 3
    return f"; the nearest is {value}, in {path}" if near else ""


def _as_marked(claim: Claim, equals: str, because: str) -> str:
    if equals and not shown_as(repr(evaluate(equals)), claim.value):
        return ""
    return equals or because


def _on_one_line(code: dict[str, str], both: tuple[Claim, Claim]) -> bool:
    lines = (line for text in code.values() for line in text.split("\n"))
    return any(all(_is_in(line, claim) for claim in both) for line in lines)


def _counted(name: str, page: Prose, claim: Claim, code: dict) -> str:
    """Where a number of things comes from: what counts is what they are."""
    number, line = int(claim.value), page.number(claim.at)
    words = re.findall(
        r"\w+", page.text[claim.at :][len(claim.spelling) :][:40]
    )
    if "panels" in words[:1]:
        figure = FIGURE.search(read(page.path).split("\n")[line - 1])
        script = f"snippets/figures/{figure[1]}.py" if figure else ""
        return script * (script in code and panels(code[script]) == number)
    if "questions" in words[:1]:
        texts = [page.text] + [
            prose(each).text for each in pages_linked(name, line)
        ]
        asked = [len(ASKED.findall(text)) for text in texts]
        return "the page" * (number in asked)
    if SHOWN_BELOW & {*words[:2]}:
        return "the page" * (number in listed(name, line))
    for path, text in code.items():
        called = calls(text)
        if (
            number in lengths(text)
            or any(
                called[word.rstrip("s").lower()] == number for word in words[:2]
            )
            or _is_in(text, claim)
        ):
            return path
    return ""


def _has(text: str, claim: Claim) -> bool:
    if claim.kind == "ratio":
        return claim.value in ratios(text)
    return _is_in(text, claim)


def _is_in(text: str, claim: Claim) -> bool:
    return any(shown_as(value, claim.value) for value in values(text))


@functools.cache
def values(text: str) -> frozenset[str]:
    """The numbers in a text, with their signs."""
    return frozenset(
        (m["sign"] or "") + m["digits"].replace("_", "")
        for m in VALUE.finditer(text)
    )


@functools.cache
def ratios(text: str) -> frozenset[str]:
    """What the code multiplies or divides by, and its parts of one.

    And the ratios of numbers that a run printed beside or below each other.
    """
    found = {f"{float(factor):g}" for factor in FACTOR.findall(text)}
    found |= {f"{1 / int(divisor):.3g}" for divisor in DIVISOR.findall(text)}
    found |= {value for value in values(text) if value.startswith("0.")}
    rows = [
        [
            float(v["digits"])
            for v in VALUE.finditer(line)
            if v["digits"].count(".") < 2
            and sum(map(str.isdigit, v["digits"])) > 2
        ]
        for line in PRINTED.findall(text)
    ]
    columns = [
        column for two in pairwise(rows) for column in zip(*two, strict=False)
    ]
    for group in [*rows, *columns]:
        for one, other in permutations(group, 2):
            if other:
                found.add(f"{one / other:.2g}")
    return frozenset(found)


@functools.cache
def lengths(text: str) -> frozenset[int]:
    """The lengths of what a script lists."""
    return frozenset(
        len(node.elts)
        for node in ast.walk(parse(text, ""))
        if isinstance(node, ast.List | ast.Tuple | ast.Set)
    )


@functools.cache
def calls(text: str) -> Counter[str]:
    """How often a script calls a function, by the last part of its name."""
    return Counter(
        ast.unparse(node.func).rpartition(".")[2].lower()
        for node in ast.walk(parse(text, ""))
        if isinstance(node, ast.Call)
    )


@functools.cache
def panels(text: str) -> int:
    """How many panels a figure has; 0 where its script computes that."""
    for node in ast.walk(parse(text, "")):
        if isinstance(node, ast.Call) and node.args:
            sides = [getattr(side, "value", 0) for side in node.args]
            if ast.unparse(node.func) == "plt.subplots":
                return math.prod(sides)
    return 0
