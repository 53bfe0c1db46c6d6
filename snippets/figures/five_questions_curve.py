"""Minus the logarithm of a probability: what all five losses are."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("cross-entropy",)


def draw() -> Figure:
    """Draw a sample's cross-entropy over the probability of its class."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0.01, 0.99, 99)
    loss = F.binary_cross_entropy(p, torch.ones_like(p), reduction="none")
    axis.plot(p, loss, label="−log p")
    axis.set(xlabel="p of what happened", ylabel="loss of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 4))
    axis.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    axis.legend()
    return figure
