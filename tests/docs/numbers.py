"""The numbers that a page's prose claims, and where each comes from.

A number, in digits or in words, stands in a file that its section shows or that
its paragraph links to: in the code, or in what the run printed, with its sign
and to the precision shown; or in a displayed equation. A digit from 2 to 9, a
number of things ("three classes"), a multiple ("three times") and a part ("a
fifth") stand on a line with a word or a longer number of their clause; there a
multiple or a part is a factor, a divisor or a decimal. A number of things may
also be the length of a list beside such a word, and where nothing is said of
such things, there are two of them. Of "7 of 11", and of "three splits of four",
one line has both; the ends of a range differ.
"""

import ast
import functools
import math
import re
from collections.abc import Iterator, Set
from itertools import pairwise

from lossbook.paths import SNIPPETS
from lossbook.sources import parse, read, source
from tests.docs.binding import bindings
from tests.docs.claims import Claim, claims, shown_as
from tests.docs.formulas import displayed
from tests.docs.prose import FIGURE, clause, prose, words
from tests.docs.sections import code_at, listed, pages_linked, sections

# In code, where a sign follows no operand.
VALUE = re.compile(
    r"(?P<sign>(?<![\w.)\]])-)?(?<![\w.])"
    r"(?P<digits>\d+(?:_\d+)*(?:\.\d+)*(?:e[-+]?\d+)?)"
)
FACTOR = re.compile(r"(?<=\* )\d+(?:\.\d+)?\b|(?<![\w.])\d+(?:\.\d+)?(?= \* )")
DIVISOR = re.compile(r"(?<=/ )[1-9]\d*\b(?!\.)")
ASKED = re.compile(r"^##+ .*\?$", re.MULTILINE)
SHOWN_BELOW = {"kinds", "penalties", "ways"}
RANGE = re.compile(r"\$? (?:to|and|or) \$?")
OF = re.compile(
    r"\s(?:(?:draw|seed|split)s?\s)?(?:out\s)?of\s(?:(?:the|all)\s)*"
)


def sources(name: str) -> Iterator[tuple[Claim, str, str]]:
    """Each claim of a page, where it comes from, and the value nearest to it.

    It comes from "", that is from nowhere, if nothing there has it.
    """
    page, parts, marks = prose(name), sections(name), marked(name)
    numbers, joined = claims(page), {}
    for both in pairwise(numbers):
        between = page.text[both[0].at + len(both[0].spelling) : both[1].at]
        if OF.fullmatch(between) or RANGE.fullmatch(between):
            joined |= dict.fromkeys(both, (*both, between.strip("$ ")))
    equations = "\n".join(each.tex for each in displayed(name).values())
    for claim in numbers:
        line = page.number(claim.at)
        code, beside = code_at(name, parts, line), _beside(page.text, claim)
        if claim.kind == "number":
            code = code | {"an equation": equations}
        if mark := next((m for m in marks if claim.at in marks[m]), ""):
            known = _bound(claim, *bindings(name).numbers[mark])
        elif claim.kind == "count" and (shown := _shown(name, line, beside)):
            known = [(str(number), "the page") for number in shown]
        else:
            known = list(_known(code, claim, beside))
        has = (where for value, where in known if shown_as(value, claim.value))
        fit = mark or claim not in joined or _fit(code, *joined[claim])
        yield claim, next(has, "") if fit else "", nearest(claim, known)


def _beside(text: str, claim: Claim) -> str:
    """What is said beside a number; after a count, what is counted."""
    end = claim.at + len(claim.spelling)
    before, after = clause(text, claim.at, end)
    counted = " ".join(after.split()[:3]) if claim.kind == "count" else ""
    return counted or f"{before} {after}"


def _known(code: dict, claim: Claim, beside: str) -> Iterator[tuple[str, str]]:
    """The numbers that a claim may be, and the files that have them.

    A short one is found only together with a word of what stands beside it, or
    where the file has a longer number of that.
    """
    near = words(beside).keys() - {claim.spelling}
    if claim.kind == "count":
        yield from _counted(code, near)
        return
    alone = claim.value in ("0", "1") or len(claim.value) > 1
    long = [word for word in near if re.fullmatch(r"-?\d[\d.]+", word)]
    there, elsewhere = [], []
    for path, text in code.items():
        fits = claim.kind == "number" and any(_is_in(text, n) for n in long)
        for around, has in lines_of(text, claim.kind):
            found = [(value, path) for value in has]
            if around & near:
                there += found
            elif fits or (alone and claim.kind != "ratio"):
                elsewhere += found
    yield from there
    # A number that is said with a minus of such things is not this one.
    if not any(shown_as(value, f"-{claim.value}") for value, _ in there):
        yield from elsewhere


def _counted(code: dict, near: Set[str]) -> Iterator[tuple[str, str]]:
    """How many things of some name there may be, and where it says so."""
    said = [
        (value, path)
        for path, text in code.items()
        for around, has in [*lengths(text), *lines_of(text, "count")]
        if around & near
        for value in has
        if value.isdigit() and int(value) > 1
    ]
    yield from said or [("2", "a pair")]


def marked(name: str) -> dict[str, range]:
    """Where a page has the words that its bindings say something of."""
    text = prose(name).text
    return {
        mark: range(*place.span())
        for mark in bindings(name).numbers
        for place in places(text, [re.escape(word) for word in mark.split()])
    }


def places(text: str, words: list[str]) -> list[re.Match]:
    """Where a text has these patterns of words, one after another."""
    return [*re.finditer(r"\s+".join(words), text)]


def nearest(claim: Claim, known: list[tuple[str, str]]) -> str:
    """The known number nearest to a claim, and its file.

    "" where none is within a third of it.
    """
    numbers = [each for each in known if each[0].count(".") < 2]
    wanted = float(claim.value) if claim.value.count(".") < 2 else 0
    found = [(abs(float(value) - wanted), value, at) for value, at in numbers]
    distance, value, where = min(found, default=(math.inf, "", ""))
    near = distance <= abs(wanted) / 3 or claim.kind == "count"
    return f"; the nearest is {value}, in {where}" if near and where else ""


def _bound(
    claim: Claim, equals: float | None, because: str
) -> list[tuple[str, str]]:
    if equals is None:
        return [(claim.value, because)]
    return [(repr(equals), "its binding")]


def _fit(code: dict, one: Claim, other: Claim, word: str) -> bool:
    """Whether a line has both of "7 of 11"; the ends of a range differ."""
    if "of" not in word:
        return one.value != other.value
    lines = (line for text in code.values() for line in text.split("\n"))
    both = one.value, other.value
    return any(all(_is_in(line, value) for value in both) for line in lines)


def _is_in(text: str, number: str) -> bool:
    return any(shown_as(value, number) for value in values(text))


def _shown(name: str, line: int, counted: str) -> set[int]:
    """How many of such things the page, or a figure of it, has."""
    if "panels" in counted:
        figure = FIGURE.search(read(source(name)).split("\n")[line - 1])
        script = SNIPPETS / f"figures/{figure[1]}.py" if figure else None
        return {panels(read(script))} if script else {0}
    if "questions" in counted:
        pages = [name, *pages_linked(name, line)]
        return {len(ASKED.findall(prose(each).text)) for each in pages}
    return listed(name, line) if SHOWN_BELOW & {*counted.split()} else set()


@functools.cache
def lines_of(text: str, kind: str) -> list[tuple[frozenset, frozenset]]:
    """The words and the numbers, or ratios, of each line."""
    has = ratios if kind == "ratio" else values
    return [(frozenset(words(x)), has(x)) for x in text.split("\n")]


@functools.cache
def values(text: str) -> frozenset[str]:
    """The numbers in a text, with their signs."""
    return frozenset(
        (m["sign"] or "") + m["digits"].replace("_", "")
        for m in VALUE.finditer(text)
    )


def ratios(text: str) -> frozenset[str]:
    """What a line multiplies or divides by, and its decimals."""
    found = {f"{float(factor):g}" for factor in FACTOR.findall(text)}
    found |= {f"{1 / int(divisor):.3g}" for divisor in DIVISOR.findall(text)}
    found |= {value for value in values(text) if value.startswith("0.")}
    return frozenset(found)


@functools.cache
def lengths(text: str) -> list[tuple[Set[str], Set[str]]]:
    """The lists of a script, outside of its functions: their lengths.

    With each the words of the line where it begins and of the line before.
    """
    lines = ["", *text.split("\n")]
    found = []
    for part in parse(text, "").body:
        for node in () if hasattr(part, "decorator_list") else ast.walk(part):
            listed = getattr(node, "keys", None) or getattr(node, "elts", ())
            if isinstance(node, ast.expr) and listed:
                beside = " ".join(lines[node.lineno - 1 : node.lineno + 1])
                found.append((words(beside).keys(), {str(len(listed))}))
    return found


@functools.cache
def panels(text: str) -> int:
    """How many panels a figure has; 0 where its script computes that."""
    for node in ast.walk(parse(text, "")):
        if isinstance(node, ast.Call) and node.args:
            sides = [getattr(side, "value", 0) for side in node.args]
            if ast.unparse(node.func) == "plt.subplots":
                return math.prod(sides)
    return 0
