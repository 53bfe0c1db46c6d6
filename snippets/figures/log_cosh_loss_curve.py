"""Log-cosh beside half the squared error and L1, over the error."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.log_cosh_loss import log_cosh_loss

LOSSES = ("log-cosh", "MSE", "L1 loss")


def draw() -> Figure:
    """Draw the three, each with its name."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    error = torch.linspace(-4, 4, 161)
    zero = torch.zeros_like(error)
    log_cosh = log_cosh_loss(error, zero, reduction="none")
    squared = F.mse_loss(error, zero, reduction="none") / 2
    absolute = F.l1_loss(error, zero, reduction="none")
    axis.plot(error, log_cosh, label="log-cosh")
    axis.plot(error, squared, label="e² / 2")
    axis.plot(error, absolute, label="L1 loss")
    axis.set(xlabel="error", ylabel="loss of the sample")
    axis.set(xlim=(-4, 4), ylim=(0, 4), xticks=(-4, 0, 4))
    axis.legend()
    return figure
