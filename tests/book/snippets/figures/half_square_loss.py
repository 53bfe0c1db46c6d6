"""Half the square of the error."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.half_square_loss import half_square_loss


def draw() -> Figure:
    """Draw the loss against the error."""
    figure, axes = plt.subplots()
    error = torch.linspace(-3, 3, 61)
    axes.plot(
        error,
        half_square_loss(error, torch.zeros(61), reduction="none"),
        label="half the square",
    )
    axes.set(xlabel="error", ylabel="loss")
    axes.legend()
    return figure
