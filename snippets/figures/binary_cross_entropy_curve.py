"""What a yes and what a no cost, over the probability of a yes."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

TARGETS = (1.0, 0.0)
LOSSES = ("cross-entropy",) * len(TARGETS)


def draw() -> Figure:
    """Draw the loss of both targets."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0.01, 0.99, 99)
    for target in TARGETS:
        loss = F.binary_cross_entropy_with_logits(
            torch.logit(p), torch.full_like(p, target), reduction="none"
        )
        axis.plot(p, loss, label=f"y = {target:g}")
    axis.set(xlabel="p, the chance of a yes", ylabel="loss of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 4))
    axis.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axis.legend()
    return figure
