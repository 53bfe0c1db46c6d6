"""Every number in the prose was printed by a run or stands in the code."""

import ast
import re

import pytest

from lossbook.check_results import binding
from lossbook.paths import ROOT
from tests.docs.binding import bindings
from tests.docs.claims import claims
from tests.docs.numbers import found, sources
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import prose


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
        places = found(name, words)
        if len(places) > 1:
            lines = ", ".join(page.line(each.start()) for each in places)
            wrong.append(f"{mark}: stands at {lines}; a mark is of one place")
        elif places and numbers.isdisjoint(range(*places[0].span())):
            wrong.append(f"{mark}: no number there needs a mark")
        if not places:
            # The page may say so with another word.
            others = [
                place
                for at in range(len(words) if len(words) > 1 else 0)
                for place in found(
                    name, [*words[:at], r"\S+", *words[at + 1 :]]
                )
            ]
            said = [
                f"{page.line(x.start())}: {' '.join(x[0].split())}: "
                for x in others
            ]
            wrong.append(f"{''.join(said[:1])}no page says {mark}")
    if wrong:
        where = binding(name).relative_to(ROOT)
        pytest.fail(
            "\n".join(f"{each}, as {where} has it" for each in wrong),
            pytrace=False,
        )


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
