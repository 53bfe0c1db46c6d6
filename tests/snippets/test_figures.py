"""What holds of every figure; its own test computes its lines again."""

import re

import pytest

from lossbook.generate import figures, scripts
from lossbook.generate.figures import NARROW, SCRIPTS
from lossbook.generate.palette import HUES, Style, palette, slug, style, styles
from lossbook.paths import ROOT
from tests.snippets.drawn import WIDE, panels, published
from tests.snippets.grid import some

LIMIT = 80_000
ALL = sorted(script.stem for script in SCRIPTS.glob("*.py"))
FORMS = pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
STROKE = re.compile(
    r"fill: none;(?: stroke-dasharray: (?P<dashes>[\d., ]+);"
    r" stroke-dashoffset: 0;)? stroke: var\(--lb-(?P<colour>\w+)\);"
    r"(?: stroke-width: (?P<width>[\d.]+))?"
)


# All that is asked of one figure is asked in a row: it is drawn once for that.
@pytest.fixture(scope="module", params=ALL)
def name(request) -> str:
    return request.param


@pytest.fixture
def svg(name, form) -> str:
    """A form of the figure, as a build publishes it."""
    return published(name)[f"assets/figures/{name}{form}.svg"]


@pytest.mark.parametrize("again", some(ALL, 12))
def test_figure_is_the_same_bytes_each_time(again):
    # Before, a build drew it or this process, and others after it.
    kept = published(again)
    came = figures.files(again, figures.make(again))
    assert came == kept, f"snippets/figures/{again}.py"


@FORMS
def test_figure_is_small_and_follows_the_theme(svg):
    assert len(svg) < LIMIT
    (style,) = re.findall(r"<style>(.*?)</style>", svg, re.DOTALL)
    assert palette()["slate"]["ink"] in style


def test_figure_has_a_second_computation(name):
    test = f"tests/snippets/figures/test_{name}.py"
    if not (ROOT / test).exists():
        pytest.fail(
            f"snippets/figures/{name}.py:1: nothing computes its lines a "
            f"second time; write {test}, as test_focal_loss.py has it",
            pytrace=False,
        )


@FORMS
def test_figure_is_read_as_it_is_drawn(name, form):
    for panel in panels(name, form):
        panel.reads()


@FORMS
def test_lines_look_as_their_losses_do(name, form, svg):
    script = scripts.load("figures", name)
    where = scripts.place(script, "LOSSES")
    losses = getattr(script, "LOSSES", ())
    known = {style(loss, where) for loss in losses}
    shown = set()
    for line in STROKE.finditer(svg):
        if line["colour"] in HUES:
            width = float(line["width"] or 1)
            dashes = re.findall(r"[\d.]+", line["dashes"] or "")
            lengths = tuple(round(float(x) / width * 2) for x in dashes)
            shown.add(Style(line["colour"], lengths))
    strange = shown - known
    assert not strange, f"{where}: {strange} of none of {[*losses]}"
    light = palette()["default"]
    for panel in panels(name, form):
        for label, line in panel.lines.items():
            if slug(label) in styles():
                wanted = light[style(label, where).colour]
                assert line.get_color() == wanted, f"{where}: {label}"
