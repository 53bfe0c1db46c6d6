"""The training chapter looks as a chapter does."""

import pytest

from tests.docs.pages import TRAINING
from tests.html import attributes, parsed


@pytest.fixture(params=TRAINING)
def chapter(site, request):
    return parsed(site / request.param / "index.html").css_first("article")


def test_it_looks_like_a_chapter(chapter):
    assert not chapter.css("[class*=jp-], style, script")
    assert chapter.css_first("h1").text(deep=False).strip()
    links = attributes(chapter, "a[href]:not([download])", "href")
    assert not [href for href in links if href.endswith((".md", ".ipynb"))]
    assert chapter.css(".math.equation")
    pictures = attributes(chapter, "img", "src")
    assert pictures
    assert all(picture.endswith(".svg") for picture in pictures)
    text = "".join(output.text() for output in chapter.css(".output"))
    assert text
    assert "\r" not in text
    assert "\x1b" not in text


def test_its_imports_and_what_draws_are_folded(chapter):
    imports, *others = chapter.css(".highlight:not(.output)")
    assert imports.css_first("code").text().startswith(("import ", "from "))
    bar = imports.css_first("summary").text()
    assert bar == "Show the importsShow fewer lines"
    drawing = [
        block
        for block in others
        if "plt.subplots" in block.css_first("code").text()
    ]
    assert len(drawing) >= len(chapter.css("img"))
    for block in (imports, *drawing):
        seen = block.css_first("code")
        seen.css_first(".fold").decompose()
        assert not seen.text().strip(), seen.text()
