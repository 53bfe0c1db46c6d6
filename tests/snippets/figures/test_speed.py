"""Every mark of the figure stands where the result file says."""

import json
import unicodedata

import numpy as np
import pytest

from lossbook.paths import ROOT
from tests.snippets.drawn import panels

LOG = json.loads((ROOT / "docs/reference/bench.json").read_text("utf-8"))
LOSSES = {
    "Focal loss": "focal_loss",
    "Multi-class focal loss": "multiclass_focal_loss",
}
SIZES = sorted(
    {row["size"] for row in LOG["losses"]["focal_loss"]["entries"][0]["rows"]}
)


def recorded(entry, mode, size) -> float:
    """nan where it was not measured."""
    ratios = {
        (row["mode"], row["pass"], row["size"]): row["ratio"]
        for row in entry["rows"]
    }
    return ratios.get((mode, "both", size), np.nan)


def test_marks_are_the_recorded_ratios():
    drawn = panels("speed")
    assert [panel.axes.get_ylabel() for panel in drawn[::3]] == [*LOSSES]
    below = drawn[0].axes.figure.get_supxlabel()
    assert below == "time for N elements, over that of PyTorch's nearest"
    keys = [(name, size) for name in LOSSES.values() for size in SIZES]
    for panel, (name, size) in zip(drawn, keys, strict=True):
        raised = panel.title.removeprefix("N = 10")
        assert 10 ** int(unicodedata.normalize("NFKC", raised)) == size
        assert panel.axes.get_xscale() == "log"
        (built_in,) = panel.others
        assert set(built_in.get_xdata()) == {1}
        entries = LOG["losses"][name]["entries"]
        assert panel.lines.keys() == {"eager", "compiled"}
        for mode, line in panel.lines.items():
            assert list(line.get_ydata()) == [e["maker"] for e in entries]
            wanted = [recorded(entry, mode, size) for entry in entries]
            np.testing.assert_array_equal(line.get_xdata(), wanted)
        eager = panel.lines["eager"].get_xdata()
        assert eager[-1] == pytest.approx(1)


def test_the_alternative_text_is_true():
    labels = panels("speed")[0].axes.get_yticklabels()
    makers = [label.get_text() for label in labels]
    assert makers == ["Lossbook", "fvcore", "kornia", "monai", "PyTorch"]
