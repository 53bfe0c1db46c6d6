"""A browser, and the built site in it, for the tests that look at pages."""

import os

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.chromium import installed
from tests.docs.pages import DESKTOP, PHONE
from tests.served import served

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def pytest_collection_modifyitems(items):
    """Mark what needs a browser: an author may leave it for later."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def address(site):
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    arguments = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(
                executable_path=installed(), args=arguments
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
    complaints = []
    options = getattr(request, "param", DESKTOP)
    context = browser.new_context(
        base_url=address, permissions=CLIPBOARD, **options
    )
    tab = context.new_page()
    tab.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            # A browser asks for it where a picture is opened alone.
            and not message.location["url"].endswith("/favicon.ico")
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


@pytest.fixture(scope="module")
def tab(browser, address):
    """A page on a phone that the tests of a file use in turn."""
    with browser.new_context(base_url=address, **PHONE) as context:
        yield context.new_page()
