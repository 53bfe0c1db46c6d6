"""What both focal losses cost, forward and backward, beside other packages."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

RESULTS = Path(__file__).parents[2] / "docs/reference/bench.json"
TITLES = {
    "focal_loss": "Focal loss",
    "multiclass_focal_loss": "Multi-class focal loss",
}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STYLES = {"eager": ("o", "C0"), "compiled": ("D", "C1")}


def draw() -> Figure:
    """Draw times over that of PyTorch's nearest loss, run eagerly."""
    losses = json.loads(RESULTS.read_text("utf-8"))["losses"]
    rows = losses["focal_loss"]["entries"][0]["rows"]
    sizes = sorted({row["size"] for row in rows})
    figure, grid = plt.subplots(
        len(TITLES), len(sizes), figsize=(7.2, 4.4), sharex=True, sharey="row"
    )
    for (name, title), line in zip(TITLES.items(), grid, strict=True):
        entries = losses[name]["entries"]
        for size, axes in zip(sizes, line, strict=True):
            axes.axvline(1, color="C2", linewidth=1)
            for mode, (marker, color) in STYLES.items():
                times = [ratio(entry, mode, size) for entry in entries]
                names = [entry["maker"] for entry in entries]
                axes.plot(times, names, marker, color=color, label=mode)
            power = len(str(size)) - 1
            raised = str(power).translate(SUPERSCRIPT)
            axes.set_title(f"N = 10{raised}", fontsize=10.5)
            axes.set_ylim(len(entries) - 0.5, -0.5)
            axes.set_xscale("log", base=2)
            axes.set_xticks([0.25, 1, 4])
            axes.xaxis.set_major_formatter("{x:g}")
        line[0].set_ylabel(title)
    figure.supxlabel(
        "time for N elements, over that of PyTorch's nearest", fontsize=11.5
    )
    shown = grid[0, 0].get_legend_handles_labels()
    figure.legend(*shown, loc="outside upper center", ncols=2)
    return figure


def ratio(entry: dict, mode: str, size: int) -> float:
    """The recorded ratio; nan where it was not measured."""
    ratios = {
        (row["mode"], row["pass"], row["size"]): row["ratio"]
        for row in entry["rows"]
    }
    return ratios.get((mode, "both", size), float("nan"))
