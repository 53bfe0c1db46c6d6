"""What each loss keeps for the backward pass, beside other implementations."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

RESULTS = Path(__file__).parents[2] / "docs/reference/bench.json"
LOSSES = ("focal", "focal", "symmetric", "symmetric", "log-cosh")
TITLES = {
    "focal_loss": "focal loss",
    "multiclass_focal_loss": "multi-class focal",
    "symmetric_cross_entropy": "symmetric",
    "binary_symmetric_cross_entropy": "binary symmetric",
    "log_cosh_loss": "log-cosh",
}


def draw() -> Figure:
    """Draw the bytes an element, run eagerly, at the largest size."""
    losses = json.loads(RESULTS.read_text("utf-8"))["losses"]
    figure, grid = plt.subplots(
        len(TITLES),
        figsize=(7.2, 5.6),
        sharex=True,
        height_ratios=[len(losses[name]["entries"]) for name in TITLES],
    )
    others = plt.rcParams["axes.edgecolor"]
    for number, (name, title) in enumerate(TITLES.items()):
        axes = grid[number]
        entries = losses[name]["entries"]
        names = [entry["maker"] for entry in entries]
        colors = [
            f"C{number}" if each == "Lossbook" else others for each in names
        ]
        bars = axes.barh(names, [kept(each) for each in entries], color=colors)
        axes.bar_label(bars, fmt="%.1f", padding=3, fontsize=10.5)
        axes.set_title(title, fontsize=10.5)
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.grid(axis="y", visible=False)
    axes.set_xlabel("bytes kept an element")
    return figure


def kept(entry: dict) -> float:
    """The recorded bytes an element at the largest size."""
    rows = [row for row in entry["rows"] if row["mode"] == "eager"]
    return max(rows, key=lambda row: row["size"])["kept"]
