"""The cosine embedding loss and its slope, against the angle of the pair."""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

CASES = {
    "y = 1": (1, 0.0),
    "y = −1, m = 0": (-1, 0.0),
    "y = −1, m = 0.5": (-1, 0.5),
}
LOSSES = ("cosine",) * len(CASES)


def draw() -> Figure:
    """Draw value and slope for a similar and for a different pair."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for name, (y, margin) in CASES.items():
        angle = torch.linspace(0, math.pi, 361, dtype=torch.float64)
        angle.requires_grad_()
        a = torch.stack([torch.cos(angle), torch.sin(angle)], dim=-1)
        b = torch.tensor([1.0, 0.0]).double().expand_as(a)
        target = torch.full((len(angle),), y)
        loss = F.cosine_embedding_loss(
            a, b, target, margin=margin, reduction="none"
        )
        (gradient,) = torch.autograd.grad(loss.sum(), angle)
        degrees = torch.rad2deg(angle.detach())
        value.plot(degrees, loss.detach(), label=name)
        slope.plot(degrees, gradient, label=name)
    value.set(title="Loss", xlabel="angle in degrees", ylim=(-0.05, 2.9))
    slope.set(title="Slope in the angle", xlabel="angle in degrees")
    value.set_xticks([0, 60, 90, 180])
    value.legend()
    slope.legend()
    return figure
