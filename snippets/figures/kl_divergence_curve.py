"""KL divergence beside cross-entropy, for a target of 0.7."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("cross-entropy", "KL divergence")


def draw() -> Figure:
    """Draw both over the probability of the first of two classes."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0.02, 0.99, 98, dtype=torch.float64)
    log_p = torch.stack([p, 1 - p], dim=1).log()
    y = torch.tensor([0.7, 0.3], dtype=torch.float64).expand_as(log_p)
    cross_entropy = F.cross_entropy(log_p, y, reduction="none")
    kl = F.kl_div(log_p, y, reduction="none").sum(1)
    for name, loss in zip(LOSSES, (cross_entropy, kl), strict=True):
        axis.plot(p, loss, label=name)
    axis.set(xlabel="p of a class whose y is 0.7", ylabel="loss of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 2.2))
    axis.set_xticks([0, 0.7, 1], ["0", "0.7", "1"])
    axis.legend()
    return figure
