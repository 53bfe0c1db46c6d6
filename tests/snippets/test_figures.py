"""Every figure draws, the same bytes each time, in the book's colours."""

import json
import re
from itertools import zip_longest

import pytest

from lossbook.generate.figures import SCRIPTS, palette
from lossbook.generate.workers import Job, done
from tests.snippets.drawn import NAMES, RECORD, drawn

LIMIT = 80_000
ALL = sorted(script.stem for script in SCRIPTS.glob("*.py"))


@pytest.mark.parametrize("name", ALL)
def test_figure_is_the_same_bytes_each_time(name):
    # The build drew it in another process.
    kept = done(Job("figures", (name,))).decode()
    assert drawn(name)[0] == kept, f"snippets/figures/{name}.py"


@pytest.mark.parametrize("name", ALL)
def test_figure_is_small_and_follows_the_theme(name):
    svg, _ = drawn(name)
    assert len(svg) < LIMIT
    (style,) = re.findall(r"<style>(.*?)</style>", svg, re.DOTALL)
    assert palette()["slate"]["ink"] in style


@pytest.mark.parametrize("name", NAMES)
def test_figure_is_as_on_record(name):
    recorded = json.loads(RECORD.read_text("utf-8")).get(name, [])
    wrong = [
        f"  - {was}\n  + {is_}"
        for was, is_ in zip_longest(
            recorded, drawn(name)[1], fillvalue="nothing"
        )
        if was != is_
    ]
    if wrong:
        pytest.fail(
            f"snippets/figures/{name}.py: not as on record. If the figure is "
            "right: make update\n" + "\n".join(wrong),
            pytrace=False,
        )


def test_record_has_no_figure_that_is_gone():
    assert json.loads(RECORD.read_text("utf-8")).keys() == {*NAMES}
