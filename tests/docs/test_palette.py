"""Every colour that text has is legible on every ground it stands on."""

import re

import pytest

from lossbook.generate.figures import palette
from tests.docs.contrast import TEXT, contrast, rgb
from tests.docs.pages import DOCS

GROUNDS = ("paper", "surface", "mark")
NO_TEXT = ("line",)
SCHEMES = palette()
PAIRS = [
    pytest.param(scheme, text, ground, id=f"{scheme}-{text}-on-{ground}")
    for scheme, colours in SCHEMES.items()
    for text in colours.keys() - {*GROUNDS, *NO_TEXT}
    for ground in GROUNDS
]


@pytest.mark.parametrize(("scheme", "text", "ground"), sorted(PAIRS, key=str))
def test_text_is_legible(scheme, text, ground):
    colours = SCHEMES[scheme]
    found = contrast(rgb(colours[text]), rgb(colours[ground]))
    assert found >= TEXT, (
        f"docs/assets/palette.css: {scheme}: --lb-{text} on --lb-{ground} has "
        f"a contrast of {found:.2f}; text needs {TEXT}"
    )


def test_code_takes_its_colours_from_the_palette(site):
    """So that the contrast of each token is among those above."""
    theirs = "".join(
        css.read_text("utf-8")
        for css in (site / "assets" / "stylesheets").glob("*.css")
    )
    named = set(re.findall(r"--md-code-hl-(\w+)-color", theirs))
    ours = (DOCS / "assets" / "lossbook.css").read_text("utf-8")
    taken = re.findall(r"--md-code-hl-(\w+)-color: var\(--lb-\w+\);", ours)
    assert named
    assert named - set(taken) == set()
