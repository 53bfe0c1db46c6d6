"""Generalized cross-entropy over the probability of the label."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)

LOSSES = (
    "cross-entropy",
    "generalized-cross-entropy",
    "mean-absolute-error",
)
EXPONENTS = (1e-6, 0.7, 1.0)


def draw() -> Figure:
    """Draw the loss, and its gradient over that of cross-entropy."""
    figure, (value, weight) = plt.subplots(1, 2)
    p = torch.linspace(0.001, 0.999, 400, dtype=torch.float64)
    target = torch.zeros(len(p), dtype=torch.int64)
    for q in EXPONENTS:
        logits = torch.stack([p.log(), (1 - p).log()], dim=1).requires_grad_()
        loss = generalized_cross_entropy(logits, target, q=q, reduction="none")
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        name = "q near 0, cross-entropy" if q < 0.1 else f"q = {q:g}"
        value.plot(p, loss.detach(), label=name)
        weight.plot(p, gradient[:, 0] / (p - 1), label=name)
    value.set(title="Loss", xlabel="probability of the label", ylim=(0, 5))
    weight.set(
        title="Gradient over cross-entropy’s",
        xlabel="probability of the label",
        ylim=(0, 1.05),
    )
    value.legend()
    weight.legend()
    return figure
