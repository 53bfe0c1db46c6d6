"""What both focal losses cost, forward and backward, beside other packages."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

RESULTS = Path(__file__).parents[2] / "docs/reference/bench.json"
LOSSES = {
    "focal_loss": "Focal loss",
    "multiclass_focal_loss": "Multi-class focal loss",
}
STYLES = {"eager": ("o", "C0"), "compiled": ("D", "C1")}


def draw() -> Figure:
    """Draw times over that of PyTorch's nearest loss, run eagerly."""
    losses = json.loads(RESULTS.read_text("utf-8"))["losses"]
    rows = losses["focal_loss"]["entries"][0]["rows"]
    sizes = sorted({row["size"] for row in rows})
    figure, grid = plt.subplots(
        len(LOSSES), len(sizes), figsize=(7.2, 4.4), sharex=True, sharey="row"
    )
    for (name, title), line in zip(LOSSES.items(), grid, strict=True):
        entries = losses[name]["entries"]
        for size, axes in zip(sizes, line, strict=True):
            axes.axvline(1, color="C2", linewidth=1)
            for mode, (marker, color) in STYLES.items():
                times = [ratio(entry, mode, size) for entry in entries]
                names = [entry["maker"] for entry in entries]
                axes.plot(times, names, marker, color=color, label=mode)
            power = len(str(size)) - 1
            axes.set_title(f"$10^{power}$ elements", fontsize=10.5)
            axes.set_ylim(len(entries) - 0.5, -0.5)
            axes.set_xscale("log", base=2)
            axes.xaxis.set_major_formatter("{x:g}")
        line[0].set_ylabel(title)
    figure.supxlabel("time over that of PyTorch's nearest loss", fontsize=11.5)
    grid[0, -1].legend(fontsize=9, loc="lower right")
    return figure


def ratio(entry: dict, mode: str, size: int) -> float:
    """The recorded ratio; nan where it was not measured."""
    ratios = {
        (row["mode"], row["pass"], row["size"]): row["ratio"]
        for row in entry["rows"]
    }
    return ratios.get((mode, "both", size), float("nan"))
