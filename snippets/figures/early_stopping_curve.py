"""A run that overfits: training and validation loss, the best and the stop."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from snippets.figures.weights_after_epochs import run
from snippets.regularizers.early_stopping import EarlyStopping

LOSSES = ("training", "validation")
EPOCHS, PATIENCE = range(1, 101), 5


def draw() -> Figure:
    """Draw both losses over 100 epochs, as if nothing had stopped them."""
    losses = [each[1:] for each in run(len(EPOCHS))]
    stopping = EarlyStopping(PATIENCE)
    best, end = 0, None
    for epoch, (_, validation) in zip(EPOCHS, losses, strict=True):
        if end is None and stopping.step(validation):
            end = epoch
        if end is None and stopping.improved:
            best = epoch
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    for name, values in zip(LOSSES, zip(*losses, strict=True), strict=True):
        axis.plot(EPOCHS, values, label=name)
    colour = plt.rcParams["axes.edgecolor"]
    for epoch, name, side in ((best, "best", "right"), (end, "stop", "left")):
        axis.axvline(epoch, color=colour, lw=1, ls=":")
        away = 4 if side == "left" else -4
        axis.annotate(
            name,
            (epoch, 1),
            (away, 0),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha=side,
            va="top",
        )
    axis.set(xlabel="epoch", ylabel="loss", ylim=(0, 3))
    axis.legend()
    return figure
