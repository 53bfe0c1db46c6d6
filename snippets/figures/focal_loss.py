"""Focal loss and its gradient for a positive sample, over gamma."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.focal_loss import focal_loss

SERIES = ((0, "-"), (0.5, "-."), (2, "--"), (5, ":"))


def draw() -> Figure:
    """Draw value and gradient against the logit, for y = 1."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for gamma, dashes in SERIES:
        logits = torch.linspace(-6, 4, 161, requires_grad=True)
        loss = focal_loss(
            logits,
            torch.ones_like(logits),
            gamma=gamma,
            alpha=None,
            reduction="none",
        )
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        style = {"linestyle": dashes, "label": f"γ = {gamma}"}
        value.plot(logits.detach(), loss.detach(), **style)
        slope.plot(logits.detach(), gradient, **style)
    value.set(title="Loss for y = 1", xlabel="logit z", ylim=(0, 6))
    slope.set(title="Gradient", xlabel="logit z", xticks=range(-6, 5, 2))
    value.legend()
    return figure
