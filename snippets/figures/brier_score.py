"""The Brier score beside cross-entropy, of two classes, and their slopes."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("cross-entropy", "MSE")
CURVES = {
    "cross-entropy": lambda z: F.softplus(-z),
    "Brier score": lambda z: 2 * torch.sigmoid(-z).square(),
}


def draw() -> Figure:
    """Draw value and gradient of both over the right logit's margin."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for name, curve in CURVES.items():
        margin = torch.linspace(-8, 4, 241, requires_grad=True)
        loss = curve(margin)
        (gradient,) = torch.autograd.grad(loss.sum(), margin)
        value.plot(margin.detach(), loss.detach(), label=name)
        slope.plot(margin.detach(), gradient, label=name)
    label = "margin of the right logit"
    value.set(title="Loss", xlabel=label, ylim=(-0.1, 6))
    slope.set(title="Gradient", xlabel=label, ylim=(-1.1, 0.1))
    value.legend()
    slope.legend()
    return figure
