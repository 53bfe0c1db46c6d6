"""How much a sample counts, by how wrong it is, under three losses."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.focal_loss import focal_loss

LOSSES = ("cross-entropy", "focal", "symmetric")


def draw() -> Figure:
    """Draw the gradient in the logit, over its largest, for y = 1."""
    wrong = torch.linspace(0.001, 0.999, 200, dtype=torch.float64)
    logits = torch.logit(1 - wrong).requires_grad_()
    target = torch.ones_like(logits)
    losses = {
        "cross-entropy": F.binary_cross_entropy_with_logits(
            logits, target, reduction="none"
        ),
        "focal, γ = 2": focal_loss(
            logits, target, gamma=2.0, alpha=None, reduction="none"
        ),
        "symmetric": binary_symmetric_cross_entropy(
            logits, target, alpha=0.1, beta=1.0, reduction="none"
        ),
    }
    figure, axes = plt.subplots(figsize=(5.2, 3.9))
    for name, loss in losses.items():
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        counts = gradient.abs()
        axes.plot(wrong, counts / counts.max(), label=name)
    axes.set(
        xlabel="probability of the wrong class", ylabel="how much it counts"
    )
    axes.set_xticks([0, 0.5, 1], ["0\nright", "0.5\nundecided", "1\nwrong"])
    axes.legend()
    return figure
