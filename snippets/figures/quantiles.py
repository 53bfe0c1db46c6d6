"""Quantile and expectile loss, and the gradients of both, over the error."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.expectile_loss import expectile_loss
from snippets.losses.quantile_loss import quantile_loss

LOSSES = ("quantile", "expectile")


def draw() -> Figure:
    """Draw value and gradient of both at a level of 0.9, from -2 to 2."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True, figsize=(7.2, 3.2))
    # An even number: no point falls on the corner at 0.
    error = torch.linspace(-2, 2, 202, dtype=torch.float64, requires_grad=True)
    options = {"reduction": "none"}
    losses = {
        "quantile, τ = 0.9": quantile_loss(
            error, torch.zeros_like(error), quantile=0.9, **options
        ),
        "expectile, τ = 0.9": expectile_loss(
            error, torch.zeros_like(error), expectile=0.9, **options
        ),
    }
    for name, loss in losses.items():
        (gradient,) = torch.autograd.grad(loss.sum(), error)
        value.plot(error.detach(), loss.detach(), label=name)
        slope.plot(error.detach(), gradient, label=name)
    value.set(title="Loss", xlabel="error e = ŷ − y", ylim=(0, 3))
    slope.set(title="Gradient", xlabel="error e = ŷ − y", ylim=(-3, 1))
    value.legend()
    slope.legend()
    return figure
