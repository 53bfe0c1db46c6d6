"""An executed script becomes a chapter, its outputs as they were printed."""

import pytest

from tests.html import attributes, parsed


@pytest.fixture(scope="module")
def chapter(built_book):
    """The article of the small book's training page."""
    return parsed(built_book / "site/training/line/index.html").css_first(
        "article"
    )


def test_outputs_are_those_of_the_run(chapter):
    outputs = [output.text() for output in chapter.css(".output")]
    assert outputs == [
        "slope 2.000\n",
        # A progress bar has its last state, and no time.
        "100%|████████████████████| 20/20\n",
        "  done\n\n  twice\n",
        "2\n",
    ]


def test_a_figure_has_both_schemes_both_forms_and_its_text(chapter, built_book):
    (picture,) = chapter.css("picture")
    (text,) = attributes(picture, "img", "alt")
    assert text == "The four points, and the line through them."
    (wide,) = attributes(picture, "img", "src")
    (narrow,) = attributes(picture, "source", "srcset")
    assert narrow == wide.replace(".svg", ".narrow.svg")
    for address in (wide, narrow):
        figure = built_book / "site/training/line" / address
        assert "prefers-color-scheme" in figure.read_text("utf-8")
