"""Nothing on a page keeps a reader out: axe looks, on phone and desktop.

Some pages in one of two states, and all in all four with FULL=1.
"""

import pytest
from playwright.sync_api import Page

from tests.docs.axe import STATES, faults
from tests.docs.pages import ADDRESSES, DESKTOP, PHONE
from tests.snippets.grid import FULL, some

SAMPLE = [(DESKTOP, "light"), (PHONE, "dark")]


@pytest.fixture(scope="module")
def tab(browser, address):
    context = browser.new_context(base_url=address)
    yield context.new_page()
    context.close()


PLACES = some([*ADDRESSES, "404.html"], 10)


@pytest.mark.parametrize("where", PLACES)
def test_axe_finds_nothing(tab, where):
    # Neighbours in the other state: what goes wrong mostly does on all pages.
    one = PLACES.index(where) % len(SAMPLE)
    states = STATES if FULL else [SAMPLE[one]]
    found = faults(tab, where, states, thin=True)
    assert not found, "\n".join(found)


def search(tab: Page) -> None:
    """Open the search, and find something."""
    tab.locator("label.md-icon[for=__search]").first.click()
    tab.get_by_placeholder("Search").press_sequentially("focal")
    tab.locator(".md-search-result__link").first.wait_for()


def see_what_was_searched(tab: Page) -> None:
    """Wait for the words to be marked, in code too."""
    tab.locator("article pre mark").first.wait_for(state="attached")


@pytest.mark.parametrize(
    ("where", "act"),
    [
        ("troubles/", search),
        (
            "classification/focal-loss/?h=focal+loss+gamma",
            see_what_was_searched,
        ),
    ],
)
def test_axe_finds_nothing_while_searching(tab, where, act):
    tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found = faults(tab, where, act=act)
    assert not found, "\n".join(found)
