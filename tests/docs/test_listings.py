"""Folded lines are a click away, and nothing that takes a file loses them.

Paper has them too: test_print.py.
"""

import pytest

from lossbook.paths import ROOT
from tests.docs.pages import DESKTOP, PHONE, PLAIN
from tests.docs.visit import visit

WHERE = "classification/focal-loss/"
LISTED = ROOT / "snippets/losses/focal_loss.py"
# Of a line that checks an argument.
FOLDED = "must have the shape"
LISTING = ".listing[id='losses/focal_loss.py'] + .highlight"
SEEN = """code => [...code.querySelectorAll(".fold")].filter(
  (fold) => fold.firstElementChild.checkVisibility(
    { contentVisibilityAuto: true })).length"""
READ = "code => code.innerText"


def whole() -> str:
    return LISTED.read_text("utf-8").rstrip("\n")


@pytest.fixture
def listing(page):
    visit(page, WHERE)
    listing = page.locator(LISTING)
    # Laid out: out of sight a browser leaves that for later.
    listing.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    return listing


@pytest.mark.parametrize("page", [DESKTOP, PHONE], indirect=True)
def test_the_clipboard_holds_the_whole_file(page, listing):
    assert FOLDED not in listing.locator("code").evaluate(READ)
    listing.locator("button[data-md-type=copy]").click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    assert page.evaluate("() => navigator.clipboard.readText()") == whole()
    # And the listing is folded as it was.
    assert listing.locator("code").evaluate(SEEN) == 0


def test_the_bar_opens_and_folds_by_keyboard(page, listing):
    """A screen reader meets what is seen."""
    bar, code = listing.locator("summary"), listing.locator("code")
    assert bar.inner_text() == f"Show all {whole().count(chr(10)) + 1} lines"
    tree = listing.aria_snapshot()
    assert "def" in tree or "torch.promote_types" in tree
    assert FOLDED not in tree
    bar.focus()
    page.keyboard.press("Enter")
    assert code.evaluate(SEEN) == code.locator(".fold").count() > 3
    assert code.evaluate(READ).rstrip("\n") == whole()
    assert FOLDED in listing.aria_snapshot()
    assert bar.inner_text() == "Show fewer lines"
    # In reach in the midst of the listing, too.
    listing.evaluate("e => scrollTo(0, e.offsetTop + 900)")
    assert 0 < bar.bounding_box()["y"] < page.viewport_size["height"]
    page.keyboard.press("Enter")
    assert code.evaluate(SEEN) == 0


@pytest.mark.parametrize(
    "asked",
    [
        # As the browser's search does, a link to a text looks into what is
        # until-found.
        "#:~:text=target%20must%20have%20the%20shape%20of%20logits",
        "?h=broadcasts",
    ],
)
def test_a_search_opens_what_it_finds(page, asked):
    visit(page, f"{WHERE}{asked}")
    code = page.locator(f"{LISTING} code")
    if "?h" in asked:
        code.locator("mark").first.wait_for(state="attached")
    code.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert code.evaluate(SEEN) >= 1


@pytest.mark.parametrize("page", [PLAIN, PLAIN | DESKTOP], indirect=True)
def test_it_opens_without_javascript(page):
    page.goto(WHERE)
    listing = page.locator(LISTING)
    before = listing.bounding_box()["height"]
    listing.locator("summary").click()
    assert listing.bounding_box()["height"] > before + 1000


@pytest.mark.parametrize("page", [DESKTOP, PHONE], indirect=True)
def test_a_listing_is_as_high_as_was_said_before_it_was_seen(page):
    visit(page, WHERE)
    heights = """() => [...document.querySelectorAll(
      ".md-content__inner > .highlight")].map((e) => e.offsetHeight)"""
    said = page.evaluate(heights)
    laid_out = "* { content-visibility: visible !important; }"
    page.add_style_tag(content=laid_out)
    seen = page.evaluate(heights)
    for one, other in zip(said, seen, strict=True):
        assert abs(one - other) <= 4, (said, seen)
