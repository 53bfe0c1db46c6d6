"""Three losses of a positive sample on one axis."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.focal_loss import focal_loss


def draw() -> Figure:
    """Draw cross-entropy, focal loss and symmetric cross-entropy."""
    logits = torch.linspace(-5, 5, 201)
    target = torch.ones_like(logits)
    losses = {
        "symmetric, α = β = 0.5": binary_symmetric_cross_entropy(
            logits, target, alpha=0.5, beta=0.5, reduction="none"
        ),
        "cross-entropy": F.binary_cross_entropy_with_logits(
            logits, target, reduction="none"
        ),
        "focal, γ = 2": focal_loss(
            logits, target, alpha=None, reduction="none"
        ),
    }
    figure, axes = plt.subplots(figsize=(5.2, 3.9))
    for (name, loss), style in zip(
        losses.items(), ("-.", "-", "--"), strict=True
    ):
        axes.plot(logits, loss, style, label=name)
    axes.set(xlabel="logit of a positive sample", ylabel="loss", ylim=(0, 7.5))
    axes.legend(loc="upper right")
    return figure
