"""Accuracy over confidence on test digits, before and after the fit."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.relations.overconfident_digits import logits, test, y
from snippets.relations.temperature_on_digits import temperatures

LOSSES = ("line-1", "line-3")
BINS = 10
FEWEST = 20  # samples in a bin that is drawn


def draw() -> Figure:
    """Draw the bins of both, and where they would be equal."""
    figure, axis = plt.subplots(figsize=(7.2, 3.6))
    scales = torch.tensor(temperatures)[:, None, None]
    new = logits[:, test]
    for name, z in (("before", new), ("after", new / scales)):
        sure, guess = z.softmax(dim=2).max(dim=2)
        right = (guess == y[:, test]).double()
        index = (sure * BINS).ceil() - 1
        bins = [index == b for b in range(BINS)]
        bins = [each for each in bins if each.sum() >= FEWEST]
        axis.plot(
            [sure[each].mean() for each in bins],
            [right[each].mean() for each in bins],
            marker="o",
            label=name,
        )
    axis.plot([0, 1], [0, 1], color=plt.rcParams["axes.edgecolor"], lw=0.8)
    axis.set(xlabel="confidence", ylabel="share that is right")
    axis.set(xlim=(0.3, 1), ylim=(0.3, 1), yticks=(0.4, 0.6, 0.8, 1))
    axis.legend()
    return figure
