"""Every figure draws, the same bytes each time, in the book's colours."""

import re

import pytest

from lossbook.figures import SCRIPTS, draw, palette

NAMES = sorted(script.stem for script in SCRIPTS.glob("*.py"))
LIMIT = 80_000


@pytest.mark.parametrize("name", NAMES)
def test_figure_is_the_same_bytes_each_time(name):
    assert draw(name) == draw(name)


@pytest.mark.parametrize("name", NAMES)
def test_figure_is_small_and_follows_the_theme(name):
    svg = draw(name)
    assert len(svg) < LIMIT
    style, drawing = re.search(r"<style>(.*?)</style>(.*)", svg, re.S).groups()
    assert palette()["slate"]["ink"] in style
    strays = set(re.findall(r"#[0-9a-f]{6}\b", drawing))
    assert not strays, f"colours that no theme changes: {strays}"
