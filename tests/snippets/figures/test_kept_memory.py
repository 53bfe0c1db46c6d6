"""Every bar is as long as the recorded memory, under its own name."""

import json

from matplotlib.colors import same_color

from lossbook.generate.palette import palette
from lossbook.paths import ROOT
from tests.snippets.drawn import panels

LOSSES = {
    "focal loss": "focal_loss",
    "multi-class focal": "multiclass_focal_loss",
    "symmetric": "symmetric_cross_entropy",
    "binary symmetric": "binary_symmetric_cross_entropy",
    "log-cosh": "log_cosh_loss",
}
COLOURS = ("orange", "orange", "green", "green", "teal")
LOG = json.loads((ROOT / "docs/reference/bench.json").read_text("utf-8"))


def test_bars_are_the_recorded_bytes():
    drawn = panels("kept_memory")
    assert [panel.title for panel in drawn] == [*LOSSES]
    labels = [panel.axes.get_xlabel() for panel in drawn]
    assert labels == ["", "", "", "", "bytes kept an element"]
    light = palette()["default"]
    for panel, colour in zip(drawn, COLOURS, strict=True):
        axes = panel.axes
        entries = LOG["losses"][LOSSES[panel.title]]["entries"]
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
            wanted = colour if entry["maker"] == "Lossbook" else "muted"
            assert same_color(bar.get_facecolor(), light[wanted])


def test_the_alternative_text_is_true():
    for panel in panels("kept_memory"):
        assert panel.axes.get_yticklabels()[0].get_text() == "Lossbook"
        assert panel.axes.yaxis_inverted()  # ours stands on top
