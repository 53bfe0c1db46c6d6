"""The loss of a digits network over the temperature of its logits."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.relations.overconfident_digits import logits, train, valid, y
from snippets.relations.temperature_on_digits import temperatures

LOSSES = ("validation", "training")


def draw() -> Figure:
    """Draw the loss of the samples it learnt from, and of others."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    temperature = torch.linspace(0.5, 5, 91)
    for name, part in (("held-out", valid), ("training", train)):
        z, target = logits[0, part], y[0, part]
        loss = [F.cross_entropy(z / t, target) for t in temperature]
        axis.plot(temperature, loss, label=name)
    axis.axvline(temperatures[0], color=plt.rcParams["axes.edgecolor"], lw=0.8)
    axis.set(xlabel="temperature", ylabel="loss", xlim=(0.5, 5), ylim=(0, 0.6))
    axis.legend()
    return figure
