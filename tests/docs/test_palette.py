"""The colours are legible, keep apart, and each is that of one family."""

import itertools
import re

import numpy as np
import pytest

from lossbook.generate.palette import FILE, HUES, palette, styles
from tests.docs.contrast import TEXT, VISIONS, apart, contrast, rgb
from tests.docs.pages import DOCS

GROUNDS = ("paper", "surface", "mark")
NO_TEXT = ("line",)
# As distances in OKLab times 100, of which 2 can just be seen. Figures tell a
# line from another by its dashes and by its label, too.
LEAST = 4
SCHEMES = palette()
LOOKS = """([scheme, names]) => {
  document.body.dataset.mdColorScheme = scheme;
  return names.map((name) => {
    const line = document.createElement("b");
    line.className = `lb-${name}`;
    document.body.append(line);
    const { color, strokeDasharray } = getComputedStyle(line);
    return [color, strokeDasharray];
  });
}"""
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


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_hues_keep_apart(scheme, vision):
    colours = {hue: rgb(SCHEMES[scheme][hue]) for hue in (*HUES, "ink")}
    near = [
        f"docs/assets/palette.css: {scheme}: --lb-{one} and --lb-{other}, "
        f"{vision}: {found:.1f} apart; make it {LEAST}"
        for one, other in itertools.combinations(colours, 2)
        if (found := apart(colours[one], colours[other], vision)) < LEAST
    ]
    assert not near, "\n".join(near)


def test_a_family_has_one_colour_and_each_loss_its_dash():
    losses = FILE.read_text("utf-8").partition("/* Each family")[2]
    losses = losses.partition("/* Lines of no loss")[0]
    families = re.split(r"/\* (.+) \*/", losses)[1:]
    colours: dict[str, str] = {}
    for family, rules in zip(families[::2], families[1::2], strict=True):
        names = re.findall(r"\.lb-([\w-]+)", rules.replace("--lb-", ""))
        looks = [styles()[name] for name in names]
        where = f"docs/assets/palette.css: {family}"
        assert len({x.colour for x in looks}) == 1, f"{where}: two colours"
        assert len({x.dashes for x in looks}) == len(looks), (
            f"{where}: two losses have the same dashes"
        )
        taken = colours.setdefault(looks[0].colour, family)
        assert taken == family, f"{where}: has the colour of {taken}"
    assert colours.keys() == {*HUES, "ink"}


def test_the_browser_reads_the_rules_as_figures_do(page):
    looks = styles()
    page.goto("index.html")
    for scheme, colours in SCHEMES.items():
        seen = page.evaluate(LOOKS, [scheme, [*looks]])
        for (name, look), (colour, dashes) in zip(
            looks.items(), seen, strict=True
        ):
            found = np.array(re.findall(r"\d+", colour), int)
            lengths = tuple(map(int, re.findall(r"\d+", dashes)))
            assert (found == rgb(colours[look.colour])).all(), name
            assert lengths == look.dashes, name
