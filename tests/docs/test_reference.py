"""What was measured and what is checked can be read, on a phone too."""

import pytest

from tests.docs.pages import DESKTOP, PHONE
from tests.docs.visit import visit
from tests.html import pages, parsed

EQUATIONS = "reference/equations/index.html"
# Of each drawn error: the percentage where its dot is, and where it should be.
DOTS = """() => [...document.querySelectorAll(".errors i")].map((axis) => {
  const { left } = getComputedStyle(axis, "::before");
  const { width } = axis.getBoundingClientRect();
  return [100 * parseFloat(left) / width,
    parseFloat(axis.style.getPropertyValue("--at"))];
})"""


def test_each_binding_stands_beside_its_equation(site):
    chapters = pages(site)
    seen = 0
    for bound in parsed(site / EQUATIONS).css(".bound"):
        link = bound.css_first("a:not([download])")
        label = bound.css_first(".binding").text().split('"')[1]
        if not label.startswith("eq:"):
            continue
        path, _, anchor = link.attributes["href"].rpartition("#")
        assert anchor == label
        there = chapters[f"{path.replace('../', '')}index.html"]
        equation = there.css_first(f'[id="{label}"]')
        assert link.text() == equation.css_first(".number").text()
        math = (node.css_first("math").text() for node in (bound, equation))
        ours, theirs = ("".join(text.split()) for text in math)
        assert ours == theirs, label
        seen += 1
    assert seen == sum(len(x.css(".math.equation")) for x in chapters.values())


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True)
def test_numerics_open_with_a_picture_that_is_true(page):
    visit(page, "reference/numerics/")
    first = page.locator("article h2").first.bounding_box()
    picture = page.locator(".errors").bounding_box()
    assert picture["y"] + picture["height"] < first["y"]
    dots = page.evaluate(DOTS)
    assert len(dots) > 20
    for at, wanted in dots:
        assert at == pytest.approx(wanted, abs=0.1)
