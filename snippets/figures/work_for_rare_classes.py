"""The share of samples and of work that the most frequent classes have."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter

CLASSES = 100_000


def draw() -> Figure:
    """Draw both for classes whose counts follow Zipf's law."""
    figure, axis = plt.subplots(figsize=(7.2, 3.0))
    classes = torch.arange(1, CLASSES + 1, dtype=torch.float64)
    frequency = 1 / classes
    share = frequency.cumsum(0) / frequency.sum()
    # Enough points for a smooth line.
    shown = torch.logspace(0, 5, 101, dtype=torch.float64).round().unique()
    axis.semilogx(shown, share[shown.long() - 1], label="samples")
    axis.semilogx(shown, shown / CLASSES, label="work of a full softmax")
    axis.set(xlabel="the most frequent classes", ylabel="their share")
    axis.set(ylim=(0, 1.02))
    axis.minorticks_off()
    axis.xaxis.set_major_formatter(EngFormatter(sep=""))
    axis.legend()
    return figure
