"""Where descent and SAM end up in a valley of two weights."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn

from snippets.tools.sam import sam_ascent

LOSSES = ("line-2", "line-1")
START, RATE, RHO, STEPS = (2.4, 1.2), 0.02, 0.2, 800


def path(rho: float) -> torch.Tensor:
    """Every tenth pair of weights on the way, (STEPS / 10 + 1, 2)."""
    model = nn.ParameterList([torch.tensor(w).double() for w in START])
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    weights = [START]
    for step in range(1, STEPS + 1):
        (model[0] * model[1] - 1).square().backward()
        with sam_ascent(model, rho=rho):
            (model[0] * model[1] - 1).square().backward()
        optimizer.step()
        optimizer.zero_grad()
        if step % 10 == 0:
            weights.append((model[0].item(), model[1].item()))
    return torch.tensor(weights)


def draw() -> Figure:
    """Draw both paths, and the weights at which the loss is 0."""
    figure, axis = plt.subplots(figsize=(7.2, 3.4))
    muted = plt.rcParams["axes.edgecolor"]
    first = torch.linspace(0.6, 2.8, 111)
    axis.plot(first, 1 / first, color=muted, lw=1, ls=":")
    axis.plot(*path(0.0).T, color="C0", label="descent")
    axis.plot(*path(RHO).T, color="C1", label="SAM")
    axis.set(xlabel="first weight", ylabel="second weight")
    axis.set(xlim=(0.6, 2.8), ylim=(0.2, 1.4), xticks=(1, 2))
    axis.set(yticks=(0.5, 1))
    axis.legend()
    return figure
