"""The first screens of a chapter say what it is for, how to use it, and why."""

import pytest

from tests.docs.pages import DESKTOP, PHONE
from tests.docs.test_budgets import OVERFLOWING, fits_and_is_complete
from tests.docs.test_explorers import EXPLORERS, opened
from tests.docs.visit import visit

# The models of the form, and how far each part of one may be, in screens.
MODELS = ("classification/focal-loss/", "regularization/l1-and-l2/")
ENDS = {DESKTOP: 11, PHONE: 24}
STARTS = {
    DESKTOP: {"h2[id^=why]": 1, "#how-it-works": 2.5, "#use-it": 3},
    PHONE: {".use": 1, "h2[id^=why]": 2, "#how-it-works": 3.5},
}
TOP = "e => (e.getBoundingClientRect().top + scrollY) / innerHeight"
HIGH = "document.documentElement.scrollHeight / innerHeight"
ON_A_SCREEN = """head => {
  const { bottom } = head.getBoundingClientRect();
  return bottom + scrollY <= innerHeight;
}"""
BESIDE = """head => {
  const [picture, words] = ["img", "ul"].map((name) =>
    head.querySelector(name).getBoundingClientRect());
  return picture.left >= words.right && picture.top < words.top;
}"""


@pytest.mark.parametrize("page", [DESKTOP, PHONE], indirect=True)
@pytest.mark.parametrize("where", MODELS)
def test_a_chapter_is_short_until_more_is_asked_for(page, where):
    visit(page, where)
    size = tuple(page.viewport_size.values())
    high = page.evaluate(HIGH)
    assert high <= ENDS[size], f"/{where}: {high:.1f} screens at {size}"
    for part, end in STARTS[size].items():
        top = page.locator(f"article {part}").first.evaluate(TOP)
        assert top < end, f"/{where}: {part} is {top:.1f} screens down"


@pytest.mark.parametrize("where", MODELS)
def test_the_head_fits_a_screen_with_its_picture_beside_the_words(page, where):
    visit(page, where)
    head = page.locator("article .head")
    assert head.evaluate(ON_A_SCREEN), f"/{where}"
    assert head.evaluate(BESIDE), f"/{where}"
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert not head.evaluate(BESIDE), f"/{where}: on a phone"


def test_the_line_of_a_head_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, MODELS[0])
    page.locator(".use button[data-md-type=copy]").first.click()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == "loss = focal_loss(logits, target)"


@pytest.mark.parametrize(("name", "where"), EXPLORERS.items())
def test_an_explorer_and_its_figure_are_never_both_seen(page, name, where):
    opened(page, name, where)
    shown = page.locator("loss-explorer img")
    assert not any(each.is_visible() for each in shown.all()), f"/{where}"


UNFOLD = """() => document.querySelectorAll("details.section").forEach(
  (section) => (section.open = true))"""
INSIDE = "#the-gradient-for-a-positive"


@pytest.fixture
def section(page):
    return page.locator("details.section:has(#derivation)")


def test_a_link_into_a_folded_section_opens_it(page, section):
    visit(page, MODELS[0])
    assert not section.locator(INSIDE).is_visible()
    visit(page, f"{MODELS[0]}{INSIDE}")
    page.locator(INSIDE).wait_for()
    visit(page, f"{MODELS[0]}#derivation")
    page.locator(INSIDE).wait_for()


def test_the_browsers_search_opens_a_folded_section(page, section):
    text = "the%20product%20rule%20on"
    visit(page, f"{MODELS[0]}#:~:text={text}")
    section.locator(INSIDE).wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_has_what_is_folded(browser, address, scripts):
    context = browser.new_context(base_url=address, java_script_enabled=scripts)
    tab = context.new_page()
    # Without scripts a page cannot say that it is idle.
    tab.goto(MODELS[0], wait_until="networkidle")
    tab.emulate_media(media="print")
    tab.wait_for_timeout(300)
    sections = tab.locator("details.section").all()
    assert len(sections) > 2
    for section in sections:
        box = section.locator("> :last-child").bounding_box()
        title = section.locator("> summary").inner_text()
        assert box is not None, title
        assert box["height"] > 10, title
    context.close()


def test_a_section_opens_without_javascript(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(MODELS[0])
    tab.locator("summary:has(#derivation)").click()
    assert tab.locator(INSIDE).is_visible()
    context.close()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
@pytest.mark.parametrize("where", MODELS)
def test_what_unfolds_fits_a_phone(page, where):
    visit(page, where)
    page.evaluate(UNFOLD)
    wide = page.evaluate(OVERFLOWING, ".math")
    assert not wide, f"/{where}: wider than a phone: {wide}"
    fits_and_is_complete(page, where)
