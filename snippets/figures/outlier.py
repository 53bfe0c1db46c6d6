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
    losses = {
        "MSE": (F.mse_loss, "-"),
        "L1": (F.l1_loss, (0, (5, 2))),
        "Huber, δ = 1": (F.huber_loss, (0, (6, 1.5, 1, 1.5))),
    }
    for (name, (loss_function, style)), colour in zip(
        losses.items(), ("C0", "C1", "C3"), strict=True
    ):
        slope, intercept = fit(loss_function, x, y)
        line = slope * ends + intercept
        axis.plot(ends, line, linestyle=style, color=colour)
        axis.annotate(
            name,
            (3, line[1]),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
        )
    axis.plot(x, y, "o", color=plt.rcParams["text.color"], ms=5)
    axis.set(xlabel="x", ylabel="y", xlim=(-0.1, 3.6), xticks=[0, 1, 2, 3])
    return figure
