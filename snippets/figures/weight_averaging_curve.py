"""One weight on its way to a minimum by noisy steps, and its average."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn
from torch.optim.swa_utils import AveragedModel

from snippets.tools.ema import ema_avg_fn

LOSSES = ("line-2", "line-1")
STEPS = 240


def paths() -> tuple[list[float], list[float]]:
    """The weight at each step, and its average."""
    noise = torch.randn(STEPS, generator=torch.Generator().manual_seed(0))
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, 3.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    averaged = AveragedModel(model, avg_fn=ema_avg_fn(0.98))
    found: tuple[list[float], list[float]] = [], []
    for each in noise:
        # The gradient of half the square, and noise.
        model.weight.grad = model.weight.detach() + 2 * each
        optimizer.step()
        averaged.update_parameters(model)
        found[0].append(model.weight.item())
        found[1].append(averaged.module.weight.item())
    return found


def draw() -> Figure:
    """Draw both; the minimum is at 0."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    for name, path in zip(("steps", "average"), paths(), strict=True):
        axis.plot(range(1, STEPS + 1), path, label=name)
    axis.set(xlabel="step", ylabel="weight")
    axis.legend()
    return figure
