"""Training with and without a penalty: the loss on old samples and new ones."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from snippets.relations.training_step import train

LOSSES = ("training", "validation")
TITLES = {"Loss alone": 0.0, "Loss and penalty": 1.0}


def draw() -> Figure:
    """Draw both over 300 steps, for each of the two objectives."""
    figure, axes = plt.subplots(1, 2, sharey=True)
    for axis, (title, strength) in zip(axes, TITLES.items(), strict=True):
        old, new = zip(*train(strength, 301), strict=True)
        axis.plot(range(301), old, label="30 samples")
        axis.plot(range(301), new, label="new samples")
        axis.set(title=title, xlabel="step", ylim=(0, None))
        axis.legend()
    axes[0].set_ylabel("mean squared error")
    return figure
