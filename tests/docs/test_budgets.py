"""Each page on a phone, on a desktop, and without JavaScript.

It fits, it is complete, it keeps to its budget, and its console is quiet.

`make audit` measures more, and takes longer.
"""

import pytest

from tests.budgets import budget
from tests.docs.pages import ADDRESSES, DESKTOP, PHONE
from tests.docs.visit import visit
from tests.snippets.grid import some

PLACES = some(ADDRESSES, 8)
REQUESTS = 14
SHIFT = """() => new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(shift), 100);
})"""

# Out of sight nothing is laid out, and nothing too wide.
OVERFLOWING = """(selector) => {
  const rule = "article * { content-visibility: visible !important; }";
  document.head.append(
    Object.assign(document.createElement("style"), { textContent: rule }));
  return [...document.querySelectorAll(selector)]
    .filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => e.id || e.textContent.slice(0, 80));
}"""


# All of them, in sight or not, and those that an explorer stands in for.
PICTURES = """async () => {
  const pictures = [...document.querySelectorAll("article img")];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  return pictures.filter((p) => !p.naturalWidth).map((p) => p.src);
}"""


def fits_and_is_complete(page, where: str) -> None:
    """Nothing is wider than the screen, and every picture is there."""
    width = page.viewport_size["width"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"/{where}: {wide} px wide on a screen of {width}"
    missing = page.evaluate(PICTURES)
    assert not missing, f"/{where}: no picture at {missing}"


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_page_on_a_phone(page, where):
    received, requests = [], []
    # What is written into the page itself costs no request.
    page.on(
        "request",
        lambda request: (
            request.url.startswith("http") and requests.append(request.url)
        ),
    )
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.loadingFinished",
        lambda event: received.append(event["encodedDataLength"]),
    )
    visit(page, where)
    shift = page.evaluate(SHIFT)
    kilobytes = sum(received) / 1000
    weight = budget(where, "total-byte-weight")
    assert weight.kept(kilobytes), f"/{where}: {kilobytes} KB"
    assert len(requests) <= REQUESTS, f"/{where}: {requests}"
    steady = budget(where, "cumulative-layout-shift")
    assert steady.kept(shift), f"/{where}: layout shift of {shift}"
    wide = page.evaluate(OVERFLOWING, ".math")
    assert not wide, f"/{where}: wider than a phone: {wide}"
    fits_and_is_complete(page, where)


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_page_on_a_desktop(page, where):
    visit(page, where)
    wide = page.evaluate(OVERFLOWING, ".highlight pre > code")
    assert not wide, f"/{where}: code scrolls sideways: {wide}"
    fits_and_is_complete(page, where)


@pytest.mark.parametrize("where", PLACES)
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
