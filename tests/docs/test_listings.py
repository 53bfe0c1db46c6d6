"""Folded lines are a click away, and nothing that takes a file loses them."""

import pytest

from lossbook.paths import ROOT
from tests.docs.axe import RUN, SCRIPT, STILL
from tests.docs.pages import DESKTOP, DOCS, NAMES, PHONE, TRAINING, blocks
from tests.docs.test_print import PAPER
from tests.docs.visit import visit
from tests.html import parsed

WHERE, PATH = "classification/focal-loss/", "snippets/losses/focal_loss.py"
# A line that checks an argument.
FOLDED = '"target must have the shape of logits, "'
LISTING = ".listing[id='losses/focal_loss.py'] + .highlight"
SEEN = """code => [...code.querySelectorAll(".fold")].filter(
  (fold) => fold.firstElementChild.checkVisibility(
    { contentVisibilityAuto: true })).length"""
READ = "code => code.innerText"


def in_view(listing):
    """The listing, laid out: out of sight a browser leaves that for later."""
    listing.scroll_into_view_if_needed()
    listing.page.wait_for_timeout(200)
    return listing


@pytest.fixture
def listing(page):
    visit(page, WHERE)
    return in_view(page.locator(LISTING))


@pytest.mark.parametrize("page", [DESKTOP, PHONE], indirect=True)
def test_the_clipboard_holds_the_whole_file(page, listing):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert FOLDED not in listing.locator("code").evaluate(READ)
    listing.locator("button[data-md-type=copy]").click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == (ROOT / PATH).read_text("utf-8").rstrip("\n")
    # And the listing is folded as it was.
    assert listing.locator("code").evaluate(SEEN) == 0


def test_the_bar_opens_and_folds_by_keyboard(page, listing):
    bar, code = listing.locator("summary"), listing.locator("code")
    lines = (ROOT / PATH).read_text("utf-8").count("\n")
    assert bar.inner_text() == f"Show all {lines} lines"
    bar.focus()
    page.keyboard.press("Enter")
    assert code.evaluate(SEEN) == code.locator(".fold").count() > 3
    assert code.evaluate(READ).rstrip("\n") == (ROOT / PATH).read_text(
        "utf-8"
    ).rstrip("\n")
    assert bar.inner_text() == "Show fewer lines"
    # In reach in the midst of the listing, too.
    listing.evaluate("e => scrollTo(0, e.offsetTop + 900)")
    assert 0 < bar.bounding_box()["y"] < page.viewport_size["height"]
    page.keyboard.press("Enter")
    assert code.evaluate(SEEN) == 0


def test_a_screen_reader_meets_what_is_seen(page, listing):
    tree = listing.aria_snapshot()
    assert "def" in tree or "torch.promote_types" in tree
    assert "must have the shape" not in tree
    listing.locator("summary").click()
    assert "must have the shape" in listing.aria_snapshot()


def test_the_browsers_search_finds_folded_lines(page):
    # As its search does, a link to a text looks into what is until-found.
    text = "target%20must%20have%20the%20shape%20of%20logits"
    visit(page, f"{WHERE}#:~:text={text}")
    code = page.locator(f"{LISTING} code")
    page.wait_for_timeout(300)
    assert code.evaluate(SEEN) == 1
    assert FOLDED in code.evaluate(READ)


def test_the_search_of_the_site_opens_what_it_marks(page):
    visit(page, f"{WHERE}?h=broadcasts")
    code = page.locator(f"{LISTING} code")
    code.locator("mark").first.wait_for(state="attached")
    in_view(page.locator(LISTING))
    assert code.evaluate(SEEN) >= 1


def test_paper_has_all_lines_and_no_bar(page):
    page.set_viewport_size(PAPER)
    visit(page, WHERE)
    page.emulate_media(media="print")
    code = page.locator(f"{LISTING} code")
    assert code.evaluate(READ).rstrip("\n") == (ROOT / PATH).read_text(
        "utf-8"
    ).rstrip("\n")
    assert not page.locator(f"{LISTING} summary").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_it_opens_without_javascript(browser, address, size):
    width, height = size
    context = browser.new_context(
        base_url=address,
        java_script_enabled=False,
        viewport={"width": width, "height": height},
    )
    tab = context.new_page()
    tab.goto(WHERE)
    listing = tab.locator(LISTING)
    before = listing.bounding_box()["height"]
    listing.locator("summary").click()
    assert listing.bounding_box()["height"] > before + 1000
    context.close()


@pytest.mark.parametrize("page", [DESKTOP, PHONE], indirect=True)
def test_a_listing_is_as_high_as_was_said_before_it_was_seen(page):
    visit(page, WHERE)
    heights = """() => [...document.querySelectorAll(
      ".md-content__inner > .highlight")].map((e) => e.offsetHeight)"""
    said = page.evaluate(heights)
    page.add_style_tag(content=STILL)
    laid_out = page.evaluate(heights)
    for one, other in zip(said, laid_out, strict=True):
        assert abs(one - other) <= 4, (said, laid_out)


def test_axe_finds_nothing_in_what_was_opened(page, listing):
    listing.locator("summary").click()
    page.add_style_tag(content=STILL)
    page.evaluate(SCRIPT.read_text("utf-8"))
    assert not page.evaluate(RUN)


@pytest.mark.parametrize("name", NAMES)
def test_no_listing_draws(name):
    """A picture's code is a file to look up, and no part of a chapter."""
    for block in blocks(DOCS / f"{name}.md"):
        if "matplotlib" in block.snippet.read_text("utf-8"):
            pytest.fail(
                f"{block}: {block.snippet.name} draws; show its figure alone",
                pytrace=False,
            )


@pytest.mark.parametrize("name", TRAINING)
def test_what_draws_on_a_training_page_is_folded(site, name):
    page = parsed(site / name / "index.html")
    drawing = [
        block
        for block in page.css("article .highlight:not(.output)")
        if "plt.subplots" in block.css_first("code").text()
    ]
    assert len(drawing) >= len(page.css("article img"))
    for block in drawing:
        seen = block.css_first("code")
        seen.css_first(".fold").decompose()
        assert not seen.text().strip(), f"{name}: {seen.text()}"


@pytest.mark.parametrize("name", TRAINING)
def test_the_imports_of_a_training_page_are_folded(site, name):
    page = parsed(site / name / "index.html")
    first = page.css_first("article .highlight")
    assert first.css_first("code").text().startswith(("import ", "from "))
    assert (
        first.css_first("summary").text() == "Show the importsShow fewer lines"
    )
    first.css_first(".fold").decompose()
    assert not first.css_first("code").text().strip()
