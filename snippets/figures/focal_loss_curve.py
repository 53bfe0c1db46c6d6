"""Focal loss beside cross-entropy, over the probability of the true class."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.focal_loss import focal_loss

SERIES = (
    ("cross-entropy", 0, "-", (0.3, 1.5)),
    ("focal loss", 2, "--", (0.04, 0.2)),
)


def draw() -> Figure:
    """Draw both for a positive, gamma = 2, without alpha."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0.01, 0.99, 99)
    for name, gamma, dashes, place in SERIES:
        loss = focal_loss(
            torch.logit(p),
            torch.ones_like(p),
            gamma=gamma,
            alpha=None,
            reduction="none",
        )
        (line,) = axis.plot(p, loss, linestyle=dashes)
        axis.annotate(name, place, color=line.get_color())
    axis.set(xlabel="p of the true class", ylabel="loss of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 4), xticks=(0, 0.5, 1))
    return figure
