"""Cross-entropy, its reverse and their sum, for a clean and a noisy label."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

LOSSES = {
    "cross-entropy": (1, 0),
    "reverse, A = −9.21": (0, 1),
    "symmetric, α = β = 1": (1, 1),
}


def draw() -> Figure:
    """Draw value and gradient against the logit, for y = 1 and y = 0."""
    figure, axes = plt.subplots(
        2, 2, sharex=True, sharey="row", figsize=(7.2, 5.6)
    )
    for (value, slope), y in zip(axes.T, (1.0, 0.0), strict=True):
        for name, (alpha, beta) in LOSSES.items():
            logits = torch.linspace(-7, 7, 141, requires_grad=True)
            loss = binary_symmetric_cross_entropy(
                logits,
                torch.full_like(logits, y),
                alpha=alpha,
                beta=beta,
                reduction="none",
            )
            (gradient,) = torch.autograd.grad(loss.sum(), logits)
            value.plot(logits.detach(), loss.detach(), label=name)
            slope.plot(logits.detach(), gradient, label=name)
        slope.set(xlabel="logit z", xticks=range(-6, 7, 3))
        value.legend()
    axes[0, 0].set(title="Label y = 1", ylabel="loss", ylim=(-0.5, 16.5))
    axes[0, 1].set(title="Label y = 0")
    axes[1, 0].set(ylabel="gradient in z")
    return figure
