"""Every colour that text has is legible on every ground it stands on."""

import re

import pytest

from lossbook.figures import palette
from tests.docs.pages import DOCS

GROUNDS = ("paper", "surface")
NO_TEXT = ("line",)
SCHEMES = palette()
PAIRS = [
    pytest.param(scheme, text, ground, id=f"{scheme}-{text}-on-{ground}")
    for scheme, colours in SCHEMES.items()
    for text in colours.keys() - {*GROUNDS, *NO_TEXT}
    for ground in GROUNDS
]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in channels
    ]
    return sum(
        w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "text", "ground"), sorted(PAIRS, key=str))
def test_text_is_legible(scheme, text, ground):
    colours = SCHEMES[scheme]
    found = contrast(colours[text], colours[ground])
    assert found >= 4.5, (
        f"docs/assets/palette.css: {scheme}: --lb-{text} on --lb-{ground} has "
        f"a contrast of {found:.2f}; text needs 4.5"
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
