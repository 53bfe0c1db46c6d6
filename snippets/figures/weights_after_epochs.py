"""The weights of a run that overfits, at its best epoch and long after."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor
from torch.nn import functional as F

EPOCHS = (16, 400)


def run(epochs: int) -> Iterator[tuple[Tensor, float, float]]:
    """Yield weights, training and validation loss after each epoch."""
    torch.manual_seed(1)
    true = torch.zeros(25, dtype=torch.float64)
    true[:2] = torch.tensor([1.0, -1.0])
    x, x_valid = torch.randn(2, 30, 25, dtype=torch.float64)
    y = x @ true + torch.randn(30, dtype=torch.float64)
    y_valid = x_valid @ true + torch.randn(30, dtype=torch.float64)
    w = torch.zeros(25, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.05)
    for _ in range(epochs):
        loss = F.mse_loss(x @ w, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            training = F.mse_loss(x @ w, y).item()
            validation = F.mse_loss(x_valid @ w, y_valid).item()
        yield w.detach().clone(), training, validation


def draw() -> Figure:
    """Draw a stem for each weight, a panel for each epoch."""
    after = [weights for weights, _, _ in run(max(EPOCHS))]
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 2.4), sharey=True)
    inputs = torch.arange(1, 26)
    for axis, epoch in zip(axes, EPOCHS, strict=True):
        weights = after[epoch - 1]
        colours = ["C0"] * 2 + ["C1"] * 23
        axis.vlines(inputs, 0, weights, colors=colours, linewidth=1.5)
        axis.plot(inputs[:2], weights[:2], "o", color="C0", markersize=3)
        axis.plot(inputs[2:], weights[2:], "o", color="C1", markersize=3)
        axis.set(title=f"After {epoch} epochs", xlabel="input")
        axis.set(xticks=(1, 5, 10, 15, 20, 25))
    axes[0].set_ylabel("its weight")
    return figure
