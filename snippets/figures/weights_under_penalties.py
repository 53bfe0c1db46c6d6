"""The weights of a linear model of 50 inputs, of which 5 matter."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.nn import functional as F

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty

CASES = (
    ("No penalty", l2_penalty, 0.0),
    ("L2", l2_penalty, 0.5),
    ("L1", l1_penalty, 0.3),
)


def samples() -> tuple[Tensor, Tensor]:
    """60 samples; the first 5 inputs have the weight 1, the others 0."""
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(1060, 50, generator=generator)
    noise = torch.randn(1060, 1, generator=generator)
    return x[:60], (x[:, :5].sum(1, keepdim=True) + noise)[:60]


def fit(penalty: Callable, strength: float) -> Tensor:
    """The weights after 1000 steps of gradient descent from 0."""
    x, y = samples()
    model = nn.Linear(50, 1)
    for parameter in model.parameters():
        nn.init.zeros_(parameter)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(1000):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y) + penalty(model, strength)
        loss.backward()
        optimizer.step()
    return model.weight.detach()[0]


def draw() -> Figure:
    """Draw a stem for each weight, a strip for each penalty."""
    figure, axes = plt.subplots(
        3, 1, figsize=(7.2, 2.2), sharex=True, sharey=True
    )
    inputs = torch.arange(1, 51)
    for axis, (title, penalty, strength) in zip(axes, CASES, strict=True):
        weights = fit(penalty, strength)
        colours = ["C0"] * 5 + ["C1"] * 45
        axis.vlines(inputs, 0, weights, colors=colours, linewidth=1.5)
        axis.plot(inputs[:5], weights[:5], "o", color="C0", markersize=3)
        axis.plot(inputs[5:], weights[5:], "o", color="C1", markersize=3)
        axis.set(xticks=(1, 10, 20, 30, 40, 50), yticks=(0, 1))
        axis.set_title(title, x=0.99, y=0.66, ha="right")
    axes[1].set_ylabel("its weight")
    axes[2].set_xlabel("input")
    return figure
