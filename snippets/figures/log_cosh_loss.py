"""Log-cosh loss and its gradient beside half the squared error and L1."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.log_cosh_loss import log_cosh_loss

LOSSES = ("log-cosh", "MSE", "L1 loss")


def draw() -> Figure:
    """Draw value and gradient of three losses against the error."""
    error = torch.linspace(-4, 4, 401, requires_grad=True)
    zero = torch.zeros_like(error)
    losses = {
        "log-cosh": log_cosh_loss(error, zero, reduction="none"),
        "half the squared error": F.mse_loss(error, zero, reduction="none") / 2,
        "L1 loss": F.l1_loss(error, zero, reduction="none"),
    }
    figure, (value, slope) = plt.subplots(1, 2, sharex=True, figsize=(7.2, 3.5))
    for name, loss in losses.items():
        (gradient,) = torch.autograd.grad(loss.sum(), error)
        value.plot(error.detach(), loss.detach(), label=name)
        slope.plot(error.detach(), gradient, label=name)
    value.set(title="Loss", xlabel="error e = ŷ − y", ylim=(0, 5.4))
    slope.set(title="Gradient", xlabel="error e = ŷ − y", ylim=(-2.2, 2.2))
    value.legend()
    slope.legend()
    return figure
