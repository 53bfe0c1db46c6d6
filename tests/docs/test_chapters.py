"""The first screens of a chapter say what it is for, how to use it, and why."""

import pytest

from tests.docs.pages import DESKTOP, PHONE
from tests.docs.visit import visit

# The models of the form.
MODELS = ("classification/focal-loss/", "regularization/l1-and-l2/")
# In the folded derivation of the first.
INSIDE = "#the-gradient-for-a-positive"
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


@pytest.mark.parametrize("where", MODELS)
@pytest.mark.parametrize(
    ("page", "end", "starts"),
    [
        (DESKTOP, 11, {"h2[id^=why]": 1, "#how-it-works": 2.5, "#use-it": 3}),
        (PHONE, 24, {".use": 1, "h2[id^=why]": 2, "#how-it-works": 3.5}),
    ],
    indirect=["page"],
)
def test_a_chapter_is_short_until_more_is_asked_for(page, where, end, starts):
    """In screens, the whole and what stands before each part."""
    visit(page, where)
    high = page.evaluate(HIGH)
    assert high <= end, f"/{where}: {high:.1f} screens"
    for part, most in starts.items():
        top = page.locator(f"article {part}").first.evaluate(TOP)
        assert top < most, f"/{where}: {part} is {top:.1f} screens down"


@pytest.mark.parametrize("where", MODELS)
def test_the_head_fits_a_screen_with_its_picture_beside_the_words(page, where):
    visit(page, where)
    head = page.locator("article .head")
    assert head.evaluate(ON_A_SCREEN), f"/{where}"
    assert head.evaluate(BESIDE), f"/{where}"
    page.set_viewport_size(PHONE["viewport"])
    assert not head.evaluate(BESIDE), f"/{where}: on a phone"


def test_a_link_into_a_folded_section_opens_it(page):
    visit(page, MODELS[0])
    assert not page.locator(INSIDE).is_visible()
    visit(page, f"{MODELS[0]}{INSIDE}")
    page.locator(INSIDE).wait_for()
    visit(page, f"{MODELS[0]}#derivation")
    page.locator(INSIDE).wait_for()


def test_paper_has_what_is_folded(page):
    visit(page, MODELS[0])
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    sections = page.locator("details.section").all()
    assert len(sections) > 2
    for section in sections:
        box = section.locator("> :last-child").bounding_box()
        title = section.locator("> summary").inner_text()
        assert box is not None, title
        assert box["height"] > 10, title
