"""Every word in a figure is legible on what is drawn behind it."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.docs.contrast import TEXT, contrast
from tests.snippets.grid import some

# Of the box around a word; a thin line may pass behind it.
SHARE = 0.8
WORDS = """() => [...document.querySelectorAll("text")].map((text) => {
  const { x, y, width, height } = text.getBoundingClientRect();
  let opacity = 1;
  for (let e = text; e instanceof Element; e = e.parentNode)
    opacity *= getComputedStyle(e).opacity;
  const fill = getComputedStyle(text).fill;
  return { box: [x, y, x + width, y + height], opacity,
    fill: fill.match(/\\d+/g).map(Number), word: text.textContent.trim() };
})"""
HIDE = """() => document.querySelectorAll("text").forEach((text) => {
  text.style.visibility = "hidden";
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_figures_are_legible(browser, address, site, scheme):
    page = browser.new_page(base_url=address, color_scheme=scheme)
    read, faults = 0, []
    for figure in some(sorted(site.glob("assets/figures/*.svg")), 12):
        page.goto(figure.relative_to(site).as_posix())
        words = page.evaluate(WORDS)
        page.evaluate(HIDE)
        ground = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        name = figure.name.partition(".")[0]
        for word in words:
            pixels = np.asarray(ground.crop(word["box"]))
            found = contrast(np.array(word["fill"]), pixels)
            share = (found >= TEXT).mean()
            read += 1
            if word["opacity"] < 1 or share < SHARE:
                faults.append(
                    f"{name}: {word['word']!r}, {scheme}: opacity "
                    f"{word['opacity']:g}, and a contrast of {TEXT} to "
                    f"{share:.0%} of what is behind"
                )
    page.close()
    assert read > 200
    assert not faults, "\n".join(faults)
