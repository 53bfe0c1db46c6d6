"""Every number in the prose was printed by a run or stands in the code."""

import json
import re
from itertools import zip_longest

import pytest

from lossbook.markdown.arithmetic import EXPRESSION, evaluate
from lossbook.paths import ROOT
from lossbook.sources import source
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

PUBLICATION = re.compile(r"\[(?:arXiv|doi) (?P<id>\S+)\]\((?P<address>\S+)\)")


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


@pytest.mark.parametrize("name", ALL_NAMES)
def test_publications_are_where_their_links_lead(name):
    # What the other tests leave out is the address behind the words.
    text = source(name).read_text("utf-8")
    for link in PUBLICATION.finditer(text):
        line = text.count("\n", 0, link.start()) + 1
        where = f"{source(name).relative_to(ROOT)}:{line}"
        assert link["address"].endswith("/" + link["id"]), (
            f"{where}: {link['id']!r} leads to {link['address']}"
        )
