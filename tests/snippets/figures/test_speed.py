"""Every mark of the figure stands where the result file says."""

import json

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import same_color

from lossbook.paths import ROOT
from snippets.figures.speed import LOSSES, draw

LOG = json.loads((ROOT / "docs/reference/bench.json").read_text("utf-8"))
SIZES = sorted(
    {row["size"] for row in LOG["losses"]["focal_loss"]["entries"][0]["rows"]}
)


def test_marks_are_the_recorded_ratios():
    figure = draw()
    plt.close(figure)
    marks = 0
    for axes, (name, size) in zip(
        figure.axes,
        [(n, s) for n in LOSSES for s in SIZES],
        strict=True,
    ):
        power = len(str(size)) - 1
        title = axes.get_title(loc="left") or axes.get_title()
        assert title == f"$10^{power}$ elements"
        entries = LOG["losses"][name]["entries"]
        assert axes.get_xscale() == "log"
        built_in, *lines = axes.lines
        assert set(built_in.get_xdata()) == {1}
        for line in lines:
            mode = line.get_label()
            assert list(line.get_ydata()) == [e["maker"] for e in entries]
            for came, entry in zip(line.get_xdata(), entries, strict=True):
                for row in entry["rows"]:
                    key = row["mode"], row["pass"], row["size"]
                    if key == (mode, "both", size):
                        assert came == row["ratio"]
                        marks += 1
        eager, compiled = lines
        assert not same_color(eager.get_color(), compiled.get_color())
        assert eager.get_xdata()[-1] == pytest.approx(1)
    assert marks == sum(
        row["pass"] == "both"
        for name in LOSSES
        for entry in LOG["losses"][name]["entries"]
        for row in entry["rows"]
    )


def test_the_alternative_text_is_true():
    figure = draw()
    plt.close(figure)
    makers = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert makers == ["Lossbook", "fvcore", "kornia", "monai", "PyTorch"]
    labels = [axes.get_ylabel() for axes in figure.axes[::3]]
    assert labels == ["Focal loss", "Multi-class focal loss"]
