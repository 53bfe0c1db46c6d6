"""What the pages do in Chromium: navigate, search, follow the theme."""

import pytest

from tests.docs.pages import PHONE
from tests.docs.visit import visit

# Whether the button of a block of code lies on what is to be read there.
COVERED = """(block) => {
  const button = block.querySelector(".md-code__nav").getBoundingClientRect();
  const code = block.querySelector("code");
  const range = document.createRange();
  range.selectNodeContents(code);
  const end = code.getBoundingClientRect().right;  // what is beyond is not seen
  const over = (a, b) => a.left < b.right && b.left < Math.min(a.right, end)
    && a.top < b.bottom && b.top < a.bottom;
  const name = block.previousElementSibling.querySelectorAll("a");
  return [range, ...name].some((each) =>
    [...each.getClientRects()].some((line) => over(line, button)));
}"""

# After what Material's script does when the page is read: has it wrapped the
# tables already, in the same task?
IN_ONE_TASK = """addEventListener("DOMContentLoaded", () => {
  window.inOneTask = !!document.querySelector(".md-typeset__scrollwrap");
})"""


def test_the_script_of_the_theme_starts_in_slices(page):
    page.add_init_script(IN_ONE_TASK)
    visit(page, "notation/")
    page.locator(".md-typeset__scrollwrap").first.wait_for()
    assert page.evaluate("inOneTask") is False, (
        "lossbook/pages/theme_slices.py: the content is mounted in the task in "
        "which the page was read, and blocks it; correct SLICES"
    )


def test_instant_navigation_keeps_math_and_copy(page, go_on):
    go_on("classification/focal-loss/")
    page.wait_for_url("**/noisy-labels/")
    formula = page.locator(".math svg use").first
    formula.wait_for(state="attached")
    assert formula.bounding_box()["width"] > 0
    assert page.locator("article button[data-clipboard-target]").count()


def test_search_finds_a_symptom_or_a_way_out(page):
    # Asked where an address that leads nowhere leads.
    visit(page, "404.html")
    page.get_by_label("Words to search for").fill("double softmax")
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator(".md-search-result__link").first.wait_for()
    found = page.locator(".md-search-result__link").evaluate_all(
        "links => links.map(a => a.pathname.slice(1) + a.hash)"
    )
    assert found[:2] == [
        "classification/multiclass/",
        "classification/multiclass/#the-loss-stops-at-146-a-double-softmax",
    ]
    page.get_by_placeholder("Search").fill("")
    page.get_by_placeholder("Search").press_sequentially("wasserstein")
    page.get_by_text("No matching documents").wait_for()
    ways = page.locator(".ways-out a")
    assert ways.count() == 2
    ways.first.click()
    page.wait_for_url("**/#what-do-you-predict")


def test_figures_follow_the_theme(page):
    visit(page, "classification/focal-loss/")
    picture = page.locator("article img:visible").last
    shots = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        shots.add(picture.screenshot())
    assert len(shots) == 2


def test_the_index_is_asked_for_when_one_searches(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def whole() -> list[str]:
        index = ("/search/sections.json", "/javascripts/workers/")
        return [url for url in asked if any(part in url for part in index)]

    visit(page, "classification/focal-loss/")
    page.get_by_placeholder("Search").click()
    assert not whole()
    page.get_by_placeholder("Search").press_sequentially("focal")
    page.locator(".md-search-result__link").first.wait_for()
    assert len(whole()) == 2
    page.get_by_placeholder("Search").fill("")
    page.keyboard.press("Backspace")
    page.locator(".md-search-result__link").first.wait_for(state="detached")
    visit(page, "classification/focal-loss/?h=negatives")
    page.locator("article mark").first.wait_for(state="attached")


@pytest.mark.parametrize(
    "where", ["classification/focal-loss/", "reference/add-a-loss/"]
)
@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_button_to_copy_covers_nothing(page, where):
    visit(page, where)
    blocks = page.locator("article .highlight:has(> pre):visible")
    for block in blocks.all():
        block.evaluate("block => block.scrollIntoView()")
        block.locator("button").first.click(trial=True)
        assert not block.evaluate(COVERED), block.inner_text()[:60]
    assert blocks.count() > 2
