"""What one proximal step makes of a weight: L1, L2 and elastic net."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.regularizers.proximal_l1 import soft_threshold

LOSSES = ("L1", "L2", "elastic net")


def draw() -> Figure:
    """Draw the weight after the step against the weight before, tau = 1."""
    v = torch.linspace(-3, 3, 121)
    figure, axis = plt.subplots(figsize=(7.2, 3.6))
    muted = plt.rcParams["axes.edgecolor"]
    axis.plot(v, v, "-", color=muted, linewidth=1, label="no penalty")
    axis.plot(v, soft_threshold(v, 1), label="L1")
    axis.plot(v, v / 2, label="L2")
    elastic = soft_threshold(v, 1) / 2
    axis.plot(v, elastic, label="elastic net")
    axis.set(xlabel="weight v before the step", ylabel="after", ylim=(-3, 3))
    axis.legend()
    return figure
