"""Log-cosh beside half the squared error and L1, over the error."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.log_cosh_loss import log_cosh_loss


def draw() -> Figure:
    """Draw the three, each with its name."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    error = torch.linspace(-4, 4, 161)
    zero = torch.zeros_like(error)
    log_cosh = log_cosh_loss(error, zero, reduction="none")
    squared = F.mse_loss(error, zero, reduction="none") / 2
    absolute = F.l1_loss(error, zero, reduction="none")
    for name, loss, dashes, place in (
        ("log-cosh", log_cosh, "-", (1.7, 0.55)),
        ("e² / 2", squared, "--", (-2.25, 3.6)),
        ("L1", absolute, ":", (4.1, 3.75)),
    ):
        (line,) = axis.plot(error, loss, linestyle=dashes)
        axis.text(*place, name, color=line.get_color())
    axis.set(xlabel="error", ylabel="loss of the sample")
    axis.set(xlim=(-4, 4.9), ylim=(0, 4), xticks=(-4, 0, 4))
    return figure
