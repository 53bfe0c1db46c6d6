"""The training chapter looks as a chapter does."""

import pytest

from tests.docs.pages import TRAINING
from tests.html import attributes, parsed


@pytest.mark.parametrize("name", TRAINING)
def test_it_looks_like_a_chapter(site, name):
    page = parsed(site / name / "index.html").css_first("article")
    assert not page.css("[class*=jp-], style, script")
    assert page.css_first("h1").text(deep=False).strip()
    links = attributes(page, "a[href]:not([download])", "href")
    assert not [href for href in links if href.endswith((".md", ".ipynb"))]
    assert page.css(".math.equation")
    pictures = attributes(page, "img", "src")
    assert pictures
    assert all(picture.endswith(".svg") for picture in pictures)
    text = "".join(output.text() for output in page.css(".output"))
    assert text
    assert "\r" not in text
    assert "\x1b" not in text
