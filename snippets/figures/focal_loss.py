"""Focal loss and its gradient for a positive sample, over gamma."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.focal_loss import focal_loss

GAMMAS = (0, 0.5, 2, 5)
LOSSES = ("cross-entropy", "focal", "focal", "focal")


def draw() -> Figure:
    """Draw value and gradient against the logit, for y = 1."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for gamma in GAMMAS:
        logits = torch.linspace(-6, 4, 161, requires_grad=True)
        loss = focal_loss(
            logits,
            torch.ones_like(logits),
            gamma=gamma,
            alpha=None,
            reduction="none",
        )
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        value.plot(logits.detach(), loss.detach(), label=f"γ = {gamma}")
        slope.plot(logits.detach(), gradient, label=f"γ = {gamma}")
    value.set(title="Loss for y = 1", xlabel="logit z", ylim=(0, 6))
    slope.set(title="Gradient", xlabel="logit z", xticks=range(-6, 5, 2))
    value.legend()
    slope.legend()
    return figure
