"""Every bar is as long as the recorded memory, under its own name."""

import json

import matplotlib.pyplot as plt
from matplotlib.colors import same_color

from lossbook.paths import ROOT
from snippets.figures.kept_memory import LOSSES, draw

LOG = json.loads((ROOT / "docs/reference/bench.json").read_text("utf-8"))


def test_bars_are_the_recorded_bytes():
    figure = draw()
    plt.close(figure)
    for axes, name in zip(figure.axes, LOSSES, strict=True):
        entries = LOG["losses"][name]["entries"]
        names = [label.get_text() for label in axes.get_yticklabels()]
        assert names == [entry["maker"] for entry in entries]
        largest = max(row["size"] for row in entries[0]["rows"])
        for bar, text, entry in zip(
            axes.patches, axes.texts, entries, strict=True
        ):
            (kept,) = {
                row["kept"]
                for row in entry["rows"]
                if row["size"] == largest and row["mode"] == "eager"
            }
            assert bar.get_width() == kept
            assert text.get_text() == f"{kept:.1f}"
            ours = entry["maker"] == "Lossbook"
            assert same_color(bar.get_facecolor(), "C0" if ours else "C1")


def test_the_alternative_text_is_true():
    figure = draw()
    plt.close(figure)
    assert len(figure.axes) == 5
    for axes in figure.axes:
        assert axes.get_yticklabels()[0].get_text() == "Lossbook"
        assert axes.yaxis_inverted()  # ours stands on top
