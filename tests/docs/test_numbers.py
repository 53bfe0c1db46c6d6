"""Every number in the prose was printed by a run or stands in the code."""

import json
from itertools import zip_longest

import pytest

from lossbook.markdown.arithmetic import EXPRESSION, evaluate
from tests.docs.binding import bindings
from tests.docs.numbers import (
    NONE_NEEDED,
    ORIGINS,
    numerals,
    origins,
    shown_as,
)
from tests.docs.pages import ALL_NAMES, NAMES
from tests.docs.prose import prose


@pytest.mark.parametrize("name", ALL_NAMES)
def test_numbers_are_traced(name, ledger):
    page, bound = prose(name), bindings(name)
    for numeral, expression in bound.exact.items():
        result = repr(evaluate(expression))
        assert shown_as(result, numeral), f"{name}: {expression} is {result}"
    found = origins(name)
    missing = [
        f"{page.line(at)}: no run on this page printed {numeral}, and no "
        "snippet on it contains it"
        for at, numeral, origin in found
        if not origin
    ]
    recorded = json.loads(ORIGINS.read_text("utf-8")).get(name, [])
    for (at, numeral, origin), was in zip_longest(
        found, recorded[: len(found)], fillvalue="nothing"
    ):
        if f"{numeral}: {origin}" != was:
            missing.append(
                f"{page.line(at)}: '{numeral}: {origin}' where '{was}' is on "
                "record. If the page is right: make update"
            )
            break
    if len(found) < len(recorded):
        missing.append(f"{page.path}: {len(recorded)} numbers are on record")
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)
    ledger[name]["numbers"] += [
        f"{at}: {numeral}"
        for at, numeral, origin in found
        if origin != NONE_NEEDED
    ]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_no_mark_is_left_over(name):
    bound, text = bindings(name), prose(name).text
    used = {numeral for _, numeral in numerals(text)}
    assert {*bound.exact, *bound.cited} <= used


@pytest.mark.parametrize("name", NAMES)
def test_expressions_evaluate(name):
    for found in EXPRESSION.finditer(prose(name).text):
        evaluate(found["expression"])
