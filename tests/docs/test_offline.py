"""The packed book, opened from a disk in a Chromium without a network."""

import io
import re
import zipfile

import pytest

from lossbook.export import offline

# What a browser fetches unasked: all but what links lead to.
FETCHED = re.compile(
    r"<(?!a\b|link\b[^>]*rel=\"(?:alternate|canonical)\b)[^>]*"
    r"\b(?:src|srcset|href|data)=[\"']?(?:https?:)?//"
    r"|(?:\burl\(|@import)\s*[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
# What a script could ask for; a namespace is a name.
ASKED = re.compile(r"[\"'`]https?://(?!www\.w3\.org/)", re.IGNORECASE)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The packed book, unpacked where a name needs care in an address."""
    site = tmp_path_factory.mktemp("built")
    assert offline.build(site) == 0
    packed = offline.packed(site)
    folder = tmp_path_factory.mktemp("unpacked") / "R&amp;D, 50% #1"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
    # Its files are younger now.
    assert offline.packed(folder / "lossbook") == packed
    return folder / "lossbook"


@pytest.fixture(scope="module")
def address(book):
    return f"{book.as_uri()}/"


def test_opens_from_a_disk(page):
    page.context.set_offline(True)
    page.goto("index.html")
    page.get_by_role("link", name="Focal loss", exact=True).last.click()
    page.wait_for_url("**/classification/focal-loss.html")
    page.locator(".md-code__nav").first.wait_for(state="attached")
    equation = page.locator(".math.equation > svg:visible").first
    assert equation.bounding_box()["width"] > 100
    figure = page.locator("article img:visible").first
    figure.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert figure.evaluate("picture => picture.naturalWidth") > 100
    explorer = page.locator("loss-explorer")
    explorer.scroll_into_view_if_needed()
    page.locator("loss-explorer[ready]").wait_for()


def test_search_works_from_a_disk(page):
    page.context.set_offline(True)
    page.goto("classification/focal-loss.html")
    assert page.locator("iframe").count() == 0
    page.get_by_placeholder("Search").click()
    page.get_by_placeholder("Search").press_sequentially("double softmax")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    assert "classification/multiclass.html" in found.get_attribute("href")
    found.click()
    page.wait_for_url("**/classification/multiclass.html*")
    page.locator("article mark").first.wait_for()


def test_nothing_of_it_is_fetched_from_elsewhere(book):
    for file in book.rglob("*"):
        if file.suffix not in (".html", ".css", ".svg", ".js"):
            continue
        text = file.read_text("utf-8")
        found = (ASKED if file.suffix == ".js" else FETCHED).search(text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            pytest.fail(f"{file.relative_to(book)}:{line}: {found[0]}")
