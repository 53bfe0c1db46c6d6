"""Nothing on a page keeps a reader out: axe looks, on phone and desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.docs.pages import ADDRESSES, DESKTOP, PHONE
from tests.snippets.grid import some

# Colours change at once, so that none is measured on its way, and all is laid
# out, in sight or not.
STILL = """*, ::before, ::after {
  transition: none !important;
  content-visibility: visible !important;
}"""
FOCAL = "classification/focal-loss/"


def show(tab: Page, where: str, size: dict, scheme: str) -> None:
    tab.set_viewport_size(size["viewport"])
    tab.emulate_media(color_scheme=scheme)
    tab.goto(where)


def look(tab: Page) -> None:
    """Fail if axe finds something."""
    tab.add_style_tag(content=STILL)
    found = [
        f"{tab.url}: {fault['id']}: {fault['help']}: {node['html'][:160]}"
        for fault in Axe().run(tab).response["violations"]
        for node in fault["nodes"]
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("size", "scheme", "where"),
    some(
        [
            (size, scheme, where)
            for size in (DESKTOP, PHONE)
            for scheme in ("light", "dark")
            for where in [*ADDRESSES, "404.html"]
        ],
        7,
    ),
)
def test_axe_finds_nothing(tab, size, scheme, where):
    show(tab, where, size, scheme)
    look(tab)


def search(tab: Page) -> None:
    """Open the search, and find something."""
    tab.locator("label.md-icon[for=__search]").first.click()
    tab.get_by_placeholder("Search").press_sequentially("focal")
    tab.locator(".md-search-result__link").first.wait_for()


def see_what_was_searched(tab: Page) -> None:
    """Wait for the words to be marked, in code too."""
    tab.locator("article pre mark").first.wait_for(state="attached")


def unfold(tab: Page) -> None:
    """Show all lines of each listing."""
    for bar in tab.locator("article .highlight summary:visible").all():
        bar.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("where", "act"),
    [
        ("", search),
        (f"{FOCAL}?h=focal+loss+gamma", see_what_was_searched),
        (FOCAL, unfold),
    ],
)
def test_axe_finds_nothing_in_what_was_asked_for(tab, where, act, scheme):
    show(tab, where, PHONE, scheme)
    act(tab)
    look(tab)
