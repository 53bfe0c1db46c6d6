"""Cross-entropy, entropy and KL divergence, for a hard and a smoothed label."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.distributions import Bernoulli
from torch.nn import functional as F

LOSSES = ("cross-entropy", "KL divergence", "entropy")


def draw() -> Figure:
    """Draw the three against the probability of the positive class."""
    figure, panels = plt.subplots(1, 2, sharey=True, figsize=(7.2, 3.6))
    p = torch.linspace(0.004, 0.996, 249)
    log_p = torch.stack([(1 - p).log(), p.log()], dim=1)
    for panel, label in zip(panels, (1.0, 0.9), strict=True):
        y = torch.full_like(p, label)
        two = torch.stack([1 - y, y], dim=1)
        cross_entropy = F.binary_cross_entropy(p, y, reduction="none")
        kl = F.kl_div(log_p, two, reduction="none").sum(1)
        entropy = Bernoulli(probs=y).entropy()
        for name, values in zip(
            LOSSES, (cross_entropy, kl, entropy), strict=True
        ):
            panel.plot(p, values, label=name)
        panel.set(xlabel="probability p", ylim=(-0.1, 2.5))
    hard, smoothed = panels
    hard.set(title="Hard label, y = 1")
    smoothed.set(title="Smoothed label, y = 0.9")
    grey = plt.rcParams["axes.edgecolor"]
    smoothed.axvline(0.9, color=grey, linewidth=0.8, dashes=(3, 3))
    smoothed.legend()
    return figure
