"""Every number in the prose was printed by a run or stands in the code."""

import re

import pytest

from lossbook.arithmetic import EXPRESSION, evaluate
from tests.docs.binding import bindings
from tests.docs.pages import NAMES
from tests.docs.prose import code, prose

# A numeral with two digits or more, or a decimal point. 1,000 is one numeral.
NUMERAL = re.compile(
    r"(?<![\w.\\])\d+(?:[,   ]\d{3})*(?:\.\d+)*(?:e[-+]?\d+)?(?![\w])"
)
# The command of a formula hides a numeral: \frac12; a format is no number.
FORMAT = re.compile(r"\| \S+ =\}")


SCIENTIFIC = re.compile(r"(?:(\d+(?:\.\d+)?) \\cdot )?10\^\{(-?\d+)\}")


def numerals(text: str) -> list[tuple[int, str]]:
    """Position and spelling of each numeral that needs a source."""
    powers = [
        (found.start(), f"{found[1] or 1}e{found[2]}")
        for found in SCIENTIFIC.finditer(text)
    ]
    text = SCIENTIFIC.sub(lambda found: " " * len(found[0]), text)
    text = FORMAT.sub(lambda found: " " * len(found[0]), text)
    return powers + [
        (found.start(), found[0])
        for found in NUMERAL.finditer(text)
        if len(found[0]) > 1
    ]


def plain(numeral: str) -> str:
    return re.sub(r"[,   ](?=\d{3})", "", numeral)


def shown_as(value: str, numeral: str) -> bool:
    """Whether a value, rounded to the numeral's precision, is the numeral."""
    numeral = plain(numeral)
    if value == numeral:
        return True
    try:
        number, claim = float(value), float(numeral)
    except ValueError:
        return False  # an arXiv id or a version has two dots or more
    if "e" in numeral:
        digits = len(numeral.partition("e")[0].replace(".", ""))
        return float(f"{number:.{digits - 1}e}") == claim
    decimals = len(numeral.partition(".")[2])
    return f"{number:.{decimals}f}" == f"{claim:.{decimals}f}"


@pytest.mark.parametrize("name", [*NAMES, "training/rings"])
def test_numbers_are_traced(name, ledger):
    page, bound = prose(name), bindings(name)
    values = {
        plain(v).lstrip("-")
        for v in re.findall(r"\d+(?:[.,_]\d+)*(?:e[-+]?\d+)?", code(name))
    }
    values |= {value.replace("_", "") for value in values}
    for numeral, expression in bound.exact.items():
        result = repr(evaluate(expression))
        assert shown_as(result, numeral), f"{name}: {expression} is {result}"
    missing = [
        f"{page.line(at)}: no run on this page printed {numeral}, and no "
        "snippet on it contains it"
        for at, numeral in numerals(page.text)
        if numeral not in bound.exact
        and numeral not in bound.cited
        and not any(shown_as(value, numeral) for value in values)
    ]
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)
    ledger[name]["numbers"] += [
        f"{at}: {numeral}" for at, numeral in numerals(page.text)
    ]


@pytest.mark.parametrize("name", [*NAMES, "training/rings"])
def test_no_mark_is_left_over(name):
    bound, text = bindings(name), prose(name).text
    used = {numeral for _, numeral in numerals(text)}
    assert {*bound.exact, *bound.cited} <= used


@pytest.mark.parametrize("name", NAMES)
def test_expressions_evaluate(name):
    for found in EXPRESSION.finditer(prose(name).text):
        evaluate(found["expression"])
