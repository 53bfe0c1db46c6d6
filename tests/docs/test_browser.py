"""The pages in Chromium: quiet, complete, and of one house."""

import functools
import http.server
import os
import shutil
import threading

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.docs.pages import NAMES

ADDRESSES = [
    name.removesuffix("index") + ("" if name.endswith("index") else "/")
    for name in [*NAMES, "training/rings"]
]
PHONE, DESKTOP = (390, 844), (1440, 900)


@pytest.fixture(scope="module")
def address(site):
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def browser():
    installed = shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(
                executable_path=installed, args=arguments
            )
        except Error:
            reason = (
                "no Chromium: install your system's, or run "
                "`playwright install chromium`"
            )
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, address, request):
    """A page on a phone or desktop that fails the test if it complains."""
    width, height = getattr(request, "param", DESKTOP)
    complaints = []
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=address
    )
    tab = context.new_page()
    tab.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and complaints.append(message.text)
        ),
    )
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on(
        "request",
        lambda request: (
            request.url.startswith((address, "data:", "blob:"))
            or complaints.append(f"asked {request.url}")
        ),
    )
    yield tab
    context.close()
    assert not complaints


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True)
def test_page_is_quiet_and_fits(page, where):
    page.goto(where, wait_until="networkidle")
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    pictures = page.locator("article img")
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('article img')]"
        ".every(i => i.complete && i.naturalWidth)"
    )


def test_instant_navigation_keeps_math_and_copy(page):
    page.goto("custom/focal-loss/", wait_until="networkidle")
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/symmetric-cross-entropy/")
    formula = page.locator(".math svg use").first
    formula.wait_for(state="attached")
    assert formula.bounding_box()["width"] > 0
    assert page.locator("article button[data-clipboard-target]").count()


def test_search_finds_a_symptom(page):
    page.goto("", wait_until="networkidle")
    box = page.get_by_placeholder("Search")
    box.click()
    box.press_sequentially("double softmax")
    page.locator(".md-search-result__link").first.wait_for()
    results = page.locator(".md-search-result__link").all_inner_texts()
    assert any("Multi-class" in text for text in results)


def test_figures_follow_the_theme(page):
    page.goto("custom/focal-loss/", wait_until="networkidle")
    picture = page.locator("article img").first
    shots = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        shots.add(picture.screenshot())
    assert len(shots) == 2
