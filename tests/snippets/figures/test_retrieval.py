"""Two items and a query: their scores, and a line of equal dot products."""

import re

import numpy as np
import pytest

from tests.snippets.drawn import panels

LEVEL = "the same dot product"


@pytest.fixture(scope="module")
def panel():
    (panel,) = panels("retrieval")
    return panel


@pytest.fixture(scope="module")
def ends(panel):
    """Where each vector ends, by the first word of the name at its end."""
    found = {}
    for name, line in panel.lines.items():
        if name == LEVEL:
            continue
        start, end = line.get_xydata()
        assert tuple(start) == (0, 0)
        (text,) = (x for x in panel.axes.texts if x.get_text() == name)
        assert text.xy == tuple(end), name
        found[name.split()[0]] = end
    return found


def cosine(a, b):
    return a @ b / np.linalg.norm(a) / np.linalg.norm(b)


def test_scores_are_those_of_the_arrows(panel, ends):
    for name in panel.lines:
        if name in ("query", LEVEL):
            continue
        dot, similarity = map(float, re.findall(r"\d\.\d\d", name))
        end = ends[name.split()[0]]
        assert dot == pytest.approx(end @ ends["query"], abs=0.005)
        assert similarity == pytest.approx(
            cosine(end, ends["query"]), abs=0.005
        )


def test_the_long_item_has_the_dot_product_and_not_the_cosine(ends):
    query, near, long = ends["query"], ends["near"], ends["long"]
    assert long @ query > near @ query
    assert cosine(long, query) < cosine(near, query)


def test_the_dotted_line_is_of_the_near_items_dot_product(panel, ends):
    level = panel.lines[LEVEL].get_xydata() @ ends["query"]
    assert level == pytest.approx(ends["near"] @ ends["query"])
