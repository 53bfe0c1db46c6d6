"""Four regression losses and their gradients, against the error."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn

LOSSES = {
    "MSE": nn.MSELoss(reduction="none"),
    "L1 loss": nn.L1Loss(reduction="none"),
    "Smooth L1, β = 1": nn.SmoothL1Loss(reduction="none"),
    "Huber, δ = 2": nn.HuberLoss(delta=2.0, reduction="none"),
}


def draw() -> Figure:
    """Draw value and gradient from e = -4 to e = 4."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True, figsize=(7.2, 3.6))
    for name, loss_function in LOSSES.items():
        # An even number: no point falls on the corner at 0.
        error = torch.linspace(-4, 4, 322, requires_grad=True)
        loss = loss_function(error, torch.zeros_like(error))
        (gradient,) = torch.autograd.grad(loss.sum(), error)
        value.plot(error.detach(), loss.detach(), label=name)
        slope.plot(error.detach(), gradient, label=name)
    value.set(title="Loss", xlabel="error e = ŷ − y", ylim=(0, 8))
    slope.set(title="Gradient", xlabel="error e = ŷ − y", ylim=(-4, 4))
    value.legend()
    slope.legend()
    return figure
