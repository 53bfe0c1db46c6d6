"""Every control of a page by Tab, and without motion."""

import pytest

from tests.docs.pages import TRAINING
from tests.docs.visit import visit

# What a reader can act on, where it can be seen; a number for each.
CONTROLS = """() => {
  const found = [...document.querySelectorAll(
    "a[href], button, input, select, summary, [tabindex='0']")].filter(
      (e) => e.checkVisibility({ visibilityProperty: true })
        && e.tabIndex >= 0
        && e.getBoundingClientRect().width > 1);
  found.forEach((e, i) => (e.dataset.stop = i));
  return found.length;
}"""
# The number of what has the focus, and whether a ring or its label's shows it.
FOCUSED = """() => {
  const e = document.activeElement;
  const ring = (e) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(e);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  return [e.dataset.stop ?? "", [e, ...(e.labels ?? [])].some(ring)
    || e === document.body || e.getBoundingClientRect().width <= 1,
    e.outerHTML.slice(0, 120)];
}"""
STILL = """() => [...document.querySelectorAll("body, body *")]
  .filter((e) => getComputedStyle(e).transitionDuration.split(", ")
    .some((t) => parseFloat(t) > 0.001))
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    "where",
    [
        *("", "classification/focal-loss/", "troubles/"),
        *(f"{name}/" for name in TRAINING),
    ],
)
def test_every_control_is_reached_by_tab_and_shows_it(page, where):
    visit(page, where)
    count = page.evaluate(CONTROLS)
    reached = set()
    for _ in range(2 * count):
        page.keyboard.press("Tab")
        stop, shows, html = page.evaluate(FOCUSED)
        assert shows, f"/{where}: no ring when focused: {html}"
        if stop in reached:
            break
        reached |= {stop} - {""}
    missed = page.evaluate(
        "reached => [...document.querySelectorAll('[data-stop]')]"
        ".filter(e => !reached.includes(e.dataset.stop))"
        ".map(e => e.outerHTML.slice(0, 120))",
        list(reached),
    )
    assert count > 20
    assert not missed, f"/{where}: Tab does not reach {missed}"


def test_nothing_moves_for_who_wants_no_motion(page):
    page.emulate_media(reduced_motion="reduce")
    for where in ("", "classification/focal-loss/"):
        visit(page, where)
        assert not page.evaluate(STILL), where
