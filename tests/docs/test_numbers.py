"""Every number in the prose was printed by a run or stands in the code."""

import pytest

from lossbook.check_results import binding
from lossbook.paths import ROOT
from tests.docs.numbers import marked, sources
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import prose


@pytest.mark.parametrize("name", ALL_NAMES)
def test_numbers_are_traced(name, ledger):
    page, found = prose(name), list(sources(name))
    missing = [
        f"{page.line(claim.at)}: {claim.spelling}: no code that is shown or "
        f"linked there has it, or printed it, beside such words{nearest}; or "
        f"say where it comes from in {binding(name).relative_to(ROOT)}"
        for claim, origin, nearest in found
        if not origin
    ]
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)
    ledger[name]["numbers"] += [
        f"{claim.at}: {claim.spelling}" for claim, *_ in found
    ]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_no_mark_is_left_over(name):
    for words, place in marked(name).items():
        assert place, f"{binding(name).relative_to(ROOT)}: no page says {words}"
