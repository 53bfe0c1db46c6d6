"""Quantile loss over the error, for three levels."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.quantile_loss import quantile_loss

LEVELS = (0.9, 0.5, 0.1)
LOSSES = ("quantile",) * len(LEVELS)


def draw() -> Figure:
    """Draw the loss of a sample from e = -3 to e = 3."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    error = torch.linspace(-3, 3, 121, dtype=torch.float64)
    for level in LEVELS:
        loss = quantile_loss(
            error, torch.zeros_like(error), quantile=level, reduction="none"
        )
        axis.plot(error, loss, label=f"τ = {level}")
    axis.set(xlabel="error e = ŷ − y", ylabel="loss of the sample")
    axis.set(xlim=(-3, 3), ylim=(0, 2.8), xticks=range(-3, 4))
    axis.legend()
    return figure
