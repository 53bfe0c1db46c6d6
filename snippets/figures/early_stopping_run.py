"""A run that overfits: training and validation loss, the best and the stop."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.regularizers.early_stopping import EarlyStopping

LOSSES = ("training", "validation")


def draw() -> Figure:
    """Draw both losses over 60 epochs, as if nothing had stopped them."""
    torch.manual_seed(1)
    true = torch.zeros(25, dtype=torch.float64)
    true[:2] = torch.tensor([1.0, -1.0])
    x, x_valid = torch.randn(2, 30, 25, dtype=torch.float64)
    y = x @ true + torch.randn(30, dtype=torch.float64)
    y_valid = x_valid @ true + torch.randn(30, dtype=torch.float64)
    w = torch.zeros(25, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.05)
    stopping = EarlyStopping(patience=5)
    training, validation, best, end = [], [], 0, None
    for epoch in range(1, 61):
        loss = F.mse_loss(x @ w, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            training.append(F.mse_loss(x @ w, y))
            validation.append(F.mse_loss(x_valid @ w, y_valid))
        if end is None and stopping.step(validation[-1]):
            end = epoch
        if end is None and stopping.improved:
            best = epoch
    figure, axes = plt.subplots()
    epochs = range(1, 61)
    axes.plot(epochs, training, label="training loss")
    axes.plot(epochs, validation, label="validation loss")
    colour = plt.rcParams["axes.edgecolor"]
    for epoch, name in ((best, "best"), (end, "stop")):
        axes.axvline(epoch, color=colour, lw=1, ls=":")
        side = "right" if epoch == best else "left"
        axes.annotate(
            name,
            (epoch, 0.95),
            (-4 if epoch == best else 4, 0),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha=side,
            va="top",
        )
    axes.set(xlabel="epoch", ylim=(0, None))
    axes.legend()
    return figure
