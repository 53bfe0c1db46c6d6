"""CRPS and Gaussian NLL over the target, and their gradients by the spread."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.gaussian_crps_loss import gaussian_crps_loss

LOSSES = ("crps", "gaussian-nll")


def draw() -> Figure:
    """Draw both for a mean of 0 and a standard deviation of 1."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True, figsize=(7.2, 3.2))
    target = torch.linspace(-4, 4, 161, dtype=torch.float64)
    mean = torch.zeros_like(target)
    std = torch.ones_like(target).requires_grad_()
    losses = {
        "CRPS": gaussian_crps_loss(mean, std, target, reduction="none"),
        "Gaussian NLL": F.gaussian_nll_loss(
            mean, target, std.square(), reduction="none"
        ),
    }
    for name, loss in losses.items():
        (gradient,) = torch.autograd.grad(loss.sum(), std)
        value.plot(target, loss.detach(), label=name)
        slope.plot(target, gradient, label=name)
    value.set(title="Loss", xlabel="target y", ylim=(0, 8))
    slope.set(title="Slope in the spread", xlabel="target y", ylim=(-15, 1.5))
    value.legend()
    slope.legend()
    return figure
