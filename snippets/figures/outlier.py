"""Lines fitted by three losses to nine points, one of them wrong."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.pitfalls.outlier import fit, x, y


def draw() -> Figure:
    """Draw the points and the three lines."""
    figure, axis = plt.subplots()
    ends = torch.tensor([0.0, 3.0])
    # By name: the loss, its dashes, its colour, and how far to raise the name.
    losses = {
        "MSE": (F.mse_loss, "-", "C0", 0),
        "L1": (F.l1_loss, (0, (5, 2)), "C1", 5),
        "Huber, δ = 1": (F.huber_loss, (0, (6, 1.5, 1, 1.5)), "C3", -5),
    }
    for name, (loss_function, style, colour, raised) in losses.items():
        slope, intercept = fit(loss_function, x, y)
        line = slope * ends + intercept
        axis.plot(ends, line, linestyle=style, color=colour)
        axis.annotate(
            name,
            (3, line[1]),
            xytext=(7, raised),
            textcoords="offset points",
            va="center",
        )
    axis.plot(x, y, "o", color=plt.rcParams["text.color"], ms=5)
    axis.annotate(
        "the wrong target",
        (x[-1], y[-1]),
        xytext=(-9, 0),
        textcoords="offset points",
        ha="right",
        va="center",
    )
    axis.set(xlabel="x", ylabel="y", xlim=(-0.1, 3.6), xticks=[0, 1, 2, 3])
    return figure
