"""Every number in the prose was printed by a run or stands in the code."""

import ast
import re

import pytest

from lossbook.check_results import binding
from lossbook.paths import ROOT
from tests.docs.binding import bindings
from tests.docs.claims import claims
from tests.docs.numbers import places, sources
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import Prose, prose


@pytest.mark.parametrize("name", ALL_NAMES)
def test_numbers_are_traced(name, ledger):
    page, numbers = prose(name), list(sources(name))
    missing = [
        f"{page.line(claim.at)}: {claim.spelling}: no code that is shown or "
        f"linked there has it, or printed it, beside such words{nearest}; or "
        f"say where it comes from in {binding(name).relative_to(ROOT)}"
        for claim, origin, nearest in numbers
        if not origin
    ]
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)
    ledger[name]["numbers"] += [
        f"{claim.at}: {claim.spelling}" for claim, *_ in numbers
    ]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_each_mark_stands_at_one_place(name):
    page, wrong = prose(name), []
    numbers = {claim.at for claim in claims(page)}
    for mark in bindings(name).numbers:
        words = [re.escape(word) for word in mark.split()]
        here = places(page.text, words)
        lines = ", ".join(page.line(each.start()) for each in here)
        if not here:
            wrong.append(f"{said_otherwise(page, words)}no page says {mark}")
        elif len(here) > 1:
            wrong.append(f"{mark}: stands at {lines}; a mark is of one place")
        elif numbers.isdisjoint(range(*here[0].span())):
            wrong.append(f"{lines}: {mark}: no number there needs a mark")
    if wrong:
        where = binding(name).relative_to(ROOT)
        pytest.fail(
            "\n".join(f"{each}, as {where} has it" for each in wrong),
            pytrace=False,
        )


def said_otherwise(page: Prose, words: list[str]) -> str:
    """Where a page has all but one of some words, and what it says there."""
    if len(words) > 1:
        for at in range(len(words)):
            other = [*words[:at], r"\S+", *words[at + 1 :]]
            for place in places(page.text, other):
                said = " ".join(place[0].split())
                return f"{page.line(place.start())}: {said}: "
    return ""


@pytest.mark.parametrize("name", ALL_NAMES)
def test_no_number_is_typed_again(name):
    """What a number equals is computed from something that has a name."""
    path = binding(name)
    tree = ast.parse(path.read_text("utf-8") if path.exists() else "")
    typed = [
        f"{path.relative_to(ROOT)}:{node.value.lineno}: "
        f"{ast.unparse(node.value)}: compute it from what the page shows"
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "equals"
        if not any(isinstance(each, ast.Name) for each in ast.walk(node.value))
    ]
    if typed:
        pytest.fail("\n".join(typed), pytrace=False)
