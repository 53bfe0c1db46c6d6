"""Lines fitted by three losses to nine points, one of them wrong."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.pitfalls.outlier import fit, x, y

LOSSES = {"MSE": F.mse_loss, "L1 loss": F.l1_loss, "Huber, δ = 1": F.huber_loss}


def draw() -> Figure:
    """Draw the points and the three lines."""
    figure, axis = plt.subplots()
    ends = torch.tensor([0.0, 3.0])
    # How far to raise the name of each.
    raised = {"MSE": 0, "L1 loss": 7, "Huber, δ = 1": -7}
    for name, loss_function in LOSSES.items():
        slope, intercept = fit(loss_function, x, y)
        line = slope * ends + intercept
        (drawn,) = axis.plot(ends, line)
        axis.annotate(
            name,
            (3, line[1]),
            xytext=(7, raised[name]),
            textcoords="offset points",
            va="center",
            color=drawn.get_color(),
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
