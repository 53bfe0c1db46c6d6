"""What holds of every figure; its own test computes its lines again."""

import re

import pytest

from lossbook.generate.figures import SCRIPTS, palette
from lossbook.generate.workers import Job, done
from lossbook.paths import ROOT
from tests.snippets.drawn import drawn, panels

LIMIT = 80_000
ALL = sorted(script.stem for script in SCRIPTS.glob("*.py"))
EACH = pytest.mark.parametrize("name", ALL)


@EACH
def test_figure_is_the_same_bytes_each_time(name):
    # The build drew it in another process.
    kept = done(Job("figures", (name,))).decode()
    assert drawn(name)[0] == kept, f"snippets/figures/{name}.py"


@EACH
def test_figure_is_small_and_follows_the_theme(name):
    svg, _ = drawn(name)
    assert len(svg) < LIMIT
    (style,) = re.findall(r"<style>(.*?)</style>", svg, re.DOTALL)
    assert palette()["slate"]["ink"] in style


@EACH
def test_figure_has_a_second_computation(name):
    test = f"tests/snippets/figures/test_{name}.py"
    if not (ROOT / test).exists():
        pytest.fail(
            f"snippets/figures/{name}.py:1: nothing computes its lines a "
            f"second time; write {test}, as test_focal_loss.py has it",
            pytrace=False,
        )


@EACH
def test_figure_is_read_as_it_is_drawn(name):
    for panel in panels(name):
        panel.reads()
