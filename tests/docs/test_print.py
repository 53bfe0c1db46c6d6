"""On paper each page shows its code whole, its figures, and no controls."""

import pytest

from tests.docs.pages import ADDRESSES, DOCS
from tests.docs.test_explorers import alive
from tests.docs.visit import visit
from tests.snippets.drawn import place
from tests.snippets.grid import some

PAPER = {"width": 480, "height": 717}  # A5: narrower than some code
# The chooser shows one answer, on paper too. What sliders say goes with them,
# where a figure takes their place.
MARK = """() => {
  for (const code of document.querySelectorAll("article pre > code"))
    code.toggleAttribute("data-shown", code.checkVisibility()
      && !code.closest("loss-explorer:not(.alone)"));
}"""
# What of the code does not reach the paper: hidden, beyond its edge, or white.
LOST = """() => {
  const words = (text) => text.replace(/\\s+/g, "");
  const seen = (element) => element.checkVisibility(
    { opacityProperty: true, visibilityProperty: true });
  const white = (element) => getComputedStyle(element).color
    .match(/\\d+/g).slice(0, 3).every((part) => +part > 150);
  return [...document.querySelectorAll("code[data-shown]")].filter((code) => {
    const box = code.getBoundingClientRect();
    const parts = [code, ...code.querySelectorAll("span")];
    return words(code.innerText) !== words(code.textContent)
      || !parts.every(seen) || parts.some(white) || box.left < 0
      || box.left + code.scrollWidth > innerWidth + 1;
  }).map((code) => code.textContent.trim().split("\\n")[0]);
}"""
SHOWN = """name => [...document.querySelectorAll(name)].filter(
  (element) => element.checkVisibility({ visibilityProperty: true })).length"""


@pytest.mark.parametrize("where", some(ADDRESSES, 8))
def test_code_and_figures_are_printed_and_controls_are_not(page, where):
    page.set_viewport_size(PAPER)
    visit(page, where)
    for explorer in page.locator("loss-explorer").all():
        alive(explorer)
    page.evaluate(MARK)
    page.emulate_media(media="print", color_scheme="dark")
    rules = place(DOCS / "assets" / "reading.css", "@media print")
    lost = page.evaluate(LOST)
    assert not lost, f"{rules}: /{where} prints no {lost[0]!r}"
    figures = page.locator("article img").count()
    counts = {
        "article img": figures,
        "loss-explorer:not(.alone) > .live": 0,
        ".live :is(input, button)": 0,
        ".highlight summary": 0,
        ".md-header": 0,
        ".md-sidebar": 0,
        ".md-footer": 0,
    }
    for name, count in counts.items():
        shown = page.evaluate(SHOWN, name)
        assert shown == count, f"{rules}: /{where} prints {shown} of {name}"
