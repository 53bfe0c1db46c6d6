"""What a page asks of its reader: bytes, requests, patience, and nothing else.

`make audit` measures more, and takes longer.
"""

import pytest

from tests.budgets import budget
from tests.docs.pages import ADDRESSES, DESKTOP, PHONE

REQUESTS = 14
SHIFT = """() => new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(shift), 100);
})"""

OVERFLOWING = """(selector) => [...document.querySelectorAll(selector)]
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.id || e.textContent.slice(0, 80))"""


@pytest.mark.parametrize("where", ADDRESSES)
def test_page_keeps_to_its_budget(browser, address, where):
    width, height = PHONE
    context = browser.new_context(viewport={"width": width, "height": height})
    tab = context.new_page()
    received, requests = [], []
    # What is written into the page itself costs no request.
    tab.on(
        "request",
        lambda request: (
            request.url.startswith("http") and requests.append(request.url)
        ),
    )
    network = context.new_cdp_session(tab)
    network.send("Network.enable")
    network.on(
        "Network.loadingFinished",
        lambda event: received.append(event["encodedDataLength"]),
    )
    tab.goto(address + where, wait_until="networkidle")
    shift = tab.evaluate(SHIFT)
    context.close()
    kilobytes = sum(received) / 1000
    assert kilobytes <= budget(where, "kilobytes"), f"/{where}: KB"
    assert len(requests) <= REQUESTS, f"/{where}: {requests}"
    assert shift <= budget(where, "shift"), f"/{where}: layout shift"


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_code_never_scrolls_sideways_on_a_desktop(page, where):
    page.goto(where)
    wide = page.evaluate(OVERFLOWING, ".highlight pre > code")
    assert not wide, f"/{where}: {wide}"


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_no_formula_is_wider_than_a_phone(page, where):
    page.goto(where)
    wide = page.evaluate(OVERFLOWING, ".math")
    assert not wide, f"/{where}: {wide}"


@pytest.mark.parametrize("where", ADDRESSES)
def test_all_is_there_without_javascript(browser, address, where):
    width, height = PHONE
    context = browser.new_context(
        base_url=address,
        java_script_enabled=False,
        viewport={"width": width, "height": height},
    )
    tab = context.new_page()
    tab.goto(where)
    assert tab.locator("article h1").count() == 1, f"/{where}: no heading"
    for what in ("h1", ".highlight pre", ".math.equation > svg", "p > img"):
        found = tab.locator(f"article {what}").first
        if not found.count():
            continue
        found.scroll_into_view_if_needed()
        assert found.bounding_box()["height"] > 10, f"/{where}: {what}"
    tab.locator("header label[for=__drawer]").click()
    link = tab.locator("nav.md-nav--primary").get_by_text("Regularization")
    assert link.first.is_visible()
    context.close()
