"""The search leads what readers type to its answer: docs/assets/search.js.

V8 runs the worker's own script on the built index, for all queries at once;
tests/docs/test_browser.py sees it in the page.
"""

import json
import warnings

import pytest
import torch
from py_mini_racer import MiniRacer
from torch import nn
from torch.nn import functional as F

from lossbook.data_files import loaded, root
from lossbook.paths import DOCS, ROOT
from lossbook.sources import place

FILE = ROOT / "tests/docs/queries.yml"
QUERIES = loaded(root(FILE))
SCRIPT = DOCS / "assets/search.js"
# What Material's worker, which brings lunr, expects around it.
AROUND = "var self = globalThis, document = {}, addEventListener = () => {};"
FIRST = 2  # places, one of which is right


def message(code: str) -> str:
    """What torch says to code that raises, or warns."""
    names = {"torch": torch, "nn": nn, "F": F}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            eval(code, names)
        except Exception as error:
            return str(error)
    assert caught, f"{place(FILE, code)}: it raises nothing, and does not warn"
    return str(caught[0].message)


@pytest.fixture(scope="module")
def queries():
    """The places for each query, and where it stands in the file."""
    found = {str(x): (QUERIES["typed"][x], str(x)) for x in QUERIES["typed"]}
    for code, places in QUERIES["raised"].items():
        found[message(code)] = places, code
    for quoted in QUERIES["quoted"]:
        found[quoted["message"]] = quoted["places"], quoted["message"]
    return found


@pytest.fixture(scope="module")
def search(site):
    """Where queries lead, in the order of the results."""
    (theirs,) = site.glob("assets/javascripts/workers/search.*.min.js")
    index = site / "search/sections.json"
    context = MiniRacer()
    for script in (
        AROUND,
        theirs.read_text("utf-8"),
        SCRIPT.read_text("utf-8"),
        f"search = new Search({index.read_text('utf-8')}); 0",
    ):
        context.eval(script)

    def places(queries: list[str]) -> dict[str, list[str]]:
        found = context.eval(f"""JSON.stringify({json.dumps(queries)}.map(
            (query) => items(search.find(query)).flatMap((item) => item
              .filter(({{ score }}) => score).map((x) => x.location))))""")
        return dict(zip(queries, json.loads(found), strict=True))

    return places


def test_a_query_leads_to_its_answer(queries, search):
    found = search([*queries])
    wrong = [
        f"{place(FILE, where)}: {query!r} finds first {found[query][:FIRST]}"
        for query, (places, where) in queries.items()
        if not {*places} & {*found[query][:FIRST]}
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_a_query_for_what_the_book_lacks_finds_nothing(search):
    found = search(QUERIES["nothing"])
    wrong = [
        f"{place(FILE, query)}: {query!r} finds {places}"
        for query, places in found.items()
        if places
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
