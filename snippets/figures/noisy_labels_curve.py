"""How hard a sample pulls, over the probability that its label gets."""

from functools import partial

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

LOSSES = {
    "cross-entropy": F.cross_entropy,
    "symmetric": partial(symmetric_cross_entropy, alpha=0.1, beta=1),
    "generalized-cross-entropy": partial(generalized_cross_entropy, q=0.7),
}


def draw() -> Figure:
    """Draw the size of each gradient in the label's logit."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0, 1, 101)[1:-1]
    target = torch.zeros(len(p), dtype=torch.int64)
    for name, loss in LOSSES.items():
        logits = torch.stack([p.log(), (1 - p).log()], dim=1).requires_grad_()
        (gradient,) = torch.autograd.grad(
            loss(logits, target, reduction="sum"), logits
        )
        name = name.removesuffix("-cross-entropy")
        axis.plot(p, gradient[:, 0].abs(), label=name)
    axis.set(xlabel="p of the label", ylabel="pull of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 3), xticks=(0.5, 1))
    axis.legend()
    return figure
