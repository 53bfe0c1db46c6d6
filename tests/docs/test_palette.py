"""The colours are legible, and keep apart, as do the lines of losses."""

import itertools
import re

import pytest

from lossbook.generate.palette import HUES, palette, styles
from tests.docs.contrast import TEXT, VISIONS, apart, contrast, rgb
from tests.docs.pages import DOCS

GROUNDS = ("paper", "surface", "mark")
# As distances in OKLab times 100, of which 2 can just be seen. Figures tell a
# line from another by its dashes and by its label, too.
LEAST = 4
SCHEMES = {
    scheme: {name: rgb(colour) for name, colour in colours.items()}
    for scheme, colours in palette().items()
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_legible(scheme):
    colours = SCHEMES[scheme]
    faint = [
        f"docs/assets/palette.css: {scheme}: --lb-{text} on --lb-{ground} has "
        f"a contrast of {found:.2f}; text needs {TEXT}"
        for text in colours.keys() - {*GROUNDS, "line"}
        for ground in GROUNDS
        if (found := contrast(colours[text], colours[ground])) < TEXT
    ]
    assert not faint, "\n".join(faint)


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


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_hues_keep_apart(scheme, vision):
    colours = SCHEMES[scheme]
    near = [
        f"docs/assets/palette.css: {scheme}: --lb-{one} and --lb-{other}, "
        f"{vision}: {found:.1f} apart; make it {LEAST}"
        for one, other in itertools.combinations((*HUES, "ink"), 2)
        if (found := apart(colours[one], colours[other], vision)) < LEAST
    ]
    assert not near, "\n".join(near)


def test_each_loss_has_a_line_of_its_own():
    looks = [look for name, look in styles().items() if name[:5] != "line-"]
    assert len({*looks}) == len(looks)
