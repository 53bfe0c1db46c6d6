"""How hard a sample pulls, over the probability that its label gets."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

LOSSES = {"cross-entropy": (1, 0), "symmetric": (0.1, 1)}


def draw() -> Figure:
    """Draw the size of both gradients in the logit."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0, 1, 101)[1:-1]
    for name, (alpha, beta) in LOSSES.items():
        logits = torch.logit(p).requires_grad_()
        loss = binary_symmetric_cross_entropy(
            logits,
            torch.ones_like(p),
            alpha=alpha,
            beta=beta,
            reduction="sum",
        )
        (gradient,) = torch.autograd.grad(loss, logits)
        axis.plot(p, gradient.abs(), label=name)
    axis.set(xlabel="p of the label", ylabel="pull of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 3), xticks=(0.5, 1))
    axis.legend()
    return figure
