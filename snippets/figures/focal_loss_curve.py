"""Focal loss beside cross-entropy, over the probability of the true class."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.focal_loss import focal_loss

LOSSES = {"cross-entropy": 0, "focal, γ = 2": 2}


def draw() -> Figure:
    """Draw both for a positive, gamma = 2, without alpha."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0.01, 0.99, 99)
    for name, gamma in LOSSES.items():
        loss = focal_loss(
            torch.logit(p),
            torch.ones_like(p),
            gamma=gamma,
            alpha=None,
            reduction="none",
        )
        axis.plot(p, loss, label=name)
    axis.set(xlabel="p of the true class", ylabel="loss of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 4))
    axis.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axis.legend()
    return figure
