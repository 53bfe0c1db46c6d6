"""What chunks of nn.LinearCrossEntropyLoss save in memory and cost in time."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

RESULTS = Path(__file__).parents[2] / "docs/reference/chunks.json"
LOSSES = ("cross-entropy",)
NAMES = {
    "none": "no chunks",
    "1024": "1024 tokens",
    "128": "128 tokens",
    "16": "16 tokens",
    "auto": "as torch chooses",
}


def draw() -> Figure:
    """Draw the memory and the time of one forward and backward pass."""
    settings = json.loads(RESULTS.read_text("utf-8"))["settings"]
    figure, (memory, seconds) = plt.subplots(1, 2, figsize=(7.2, 2.6))
    others = plt.rcParams["axes.edgecolor"]
    colors = [others, *["C0"] * (len(NAMES) - 1)]
    for axes, unit, form in (
        (memory, "mebibytes", "%.0f"),
        (seconds, "seconds", "%.1f"),
    ):
        values = [settings[name][unit] for name in NAMES]
        bars = axes.barh([*NAMES.values()], values, color=colors)
        axes.bar_label(bars, fmt=form, padding=3, fontsize=10.5)
        axes.set_xlabel(unit)
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.grid(axis="y", visible=False)
    memory.set_title("Memory")
    seconds.set_title("Time")
    return figure
