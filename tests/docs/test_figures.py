"""Every word in a figure can be read, in either form and either scheme."""

import io
import itertools
import re

import numpy as np
import pytest
from PIL import Image

from lossbook.generate.figures import NARROW
from lossbook.generate.palette import palette
from tests.docs.contrast import TEXT, contrast, rgb
from tests.html import attributes, parsed
from tests.snippets.grid import some

# Of the box around a word; a thin line may pass behind it.
SHARE = 0.8
# CSS pixels: the least letters, and how wide each form is at the least.
LETTERS, PHONE, WIDE = 11, 358, 560
TOUCHING = 1
ALL = {"width": 800, "height": 1200}  # of the tallest
# What bitmaps are drawn in: dots of two classes, or shades of ink.
MARKS = ("blue", "orange", "ink")
FACE = re.compile(r"font(?:-size)?: (?:[^;\"]* )?([\d.]+)px")
BOX = re.compile(r'viewBox="0 0 ([\d.]+) ')
WORDS = """() => [...document.querySelectorAll("text")].map((text) => {
  const { x, y, width, height } = text.getBoundingClientRect();
  let opacity = 1;
  for (let e = text; e instanceof Element; e = e.parentNode)
    opacity *= getComputedStyle(e).opacity;
  const fill = getComputedStyle(text).fill;
  return { box: [x, y, x + width, y + height], opacity,
    fill: fill.match(/\\d+/g).map(Number), word: text.textContent.trim() };
})"""
HIDE = """names => document.querySelectorAll(names).forEach((each) => {
  each.style.visibility = "hidden";
})"""


@pytest.fixture(scope="module")
def figures(site):
    return sorted(site.glob("assets/figures/*.svg"))


def show(page, figure) -> None:
    page.goto(f"assets/figures/{figure.name}")


def name(figure) -> str:
    """Of a figure, and of its form, without the digest of its content."""
    return re.sub(r"\.[0-9a-f]{8}", "", figure.name)


def screenshot(page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


@pytest.mark.parametrize("page", [{"viewport": ALL}], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_figures_are_legible(page, figures, scheme):
    page.emulate_media(color_scheme=scheme)
    read, faults = 0, []
    for figure in some(figures, 24):
        show(page, figure)
        words = page.evaluate(WORDS)
        page.evaluate(HIDE, "text")
        ground = screenshot(page)
        for word in words:
            pixels = np.asarray(ground.crop(word["box"]))
            found = contrast(np.array(word["fill"]), pixels)
            share = (found >= TEXT).mean()
            read += 1
            if word["opacity"] < 1 or share < SHARE:
                faults.append(
                    f"{name(figure)}: {word['word']!r}, {scheme}: opacity "
                    f"{word['opacity']:g}, and a contrast of {TEXT} to "
                    f"{share:.0%} of what is behind"
                )
    assert read > 200
    assert not faults, "\n".join(faults)


def test_words_in_figures_do_not_meet(page, figures):
    faults = []
    for figure in figures:
        show(page, figure)
        words = page.evaluate(WORDS)
        size = page.evaluate(
            "() => { const { width, height } = document.rootElement"
            ".getBoundingClientRect(); return [width, height]; }"
        )
        for word in words:
            left, top, right, bottom = word["box"]
            if min(left, top, size[0] - right, size[1] - bottom) < 0:
                faults.append(f"{name(figure)}: {word['word']!r} is cut off")
        for one, other in itertools.combinations(words, 2):
            first, second = np.array([one["box"], other["box"]])
            common = (
                np.minimum(first, second)[2:] - np.maximum(first, second)[:2]
            )
            if (common > TOUCHING).all():
                faults.append(
                    f"{name(figure)}: {one['word']!r} and {other['word']!r} "
                    "overlap"
                )
    assert not faults, "\n".join(faults)


def test_letters_are_large_enough(figures):
    faults = []
    for figure in figures:
        svg = figure.read_text("utf-8")
        points = float(BOX.search(svg)[1])
        shown = PHONE if NARROW in figure.name else min(WIDE, points * 4 / 3)
        least = min(map(float, FACE.findall(svg))) * shown / points
        if least < LETTERS:
            faults.append(
                f"{name(figure)}: letters of {least:.1f} px where it is "
                f"{shown:.0f} px wide; make them {LETTERS}"
            )
    assert figures
    assert not faults, "\n".join(faults)


def test_a_phone_gets_the_narrow_form_of_each_figure(site):
    shown = 0
    for page in site.rglob("*.html"):
        html = parsed(page)
        figures = attributes(html, 'img[src*="assets/figures/"]', "src")
        narrow = attributes(html, "picture > source", "srcset")
        assert len(narrow) == len(figures), page
        for one, other in zip(figures, narrow, strict=True):
            assert one.partition(".svg")[0].rpartition(".")[0] in other, page
            assert NARROW in other, page
            assert (page.parent / other).is_file(), page
        shown += len(figures)
    assert shown > 20


def test_bitmaps_follow_the_scheme(page, figures):
    bitmaps = [x for x in figures if "<image" in x.read_text("utf-8")]
    assert bitmaps
    for figure in bitmaps:
        show(page, figure)
        page.evaluate(HIDE, "text, path, use")
        page.emulate_media(color_scheme="light")
        light = marks(screenshot(page), "default")
        page.emulate_media(color_scheme="dark")
        assert light == marks(screenshot(page), "slate") != set(), figure


def marks(image: Image.Image, scheme: str) -> set[str]:
    """The colours of the palette that a bitmap has."""
    colours = {name: rgb(each) for name, each in palette()[scheme].items()}
    pixels = np.asarray(image).astype(int)
    pixels = pixels[abs(pixels - colours["paper"]).max(axis=2) > 40]
    return {
        hue
        for hue in MARKS
        # Dots are a little transparent, and lie on each other.
        if (abs(pixels - colours[hue]).max(axis=1) < 24).mean() > 0.01
    }
