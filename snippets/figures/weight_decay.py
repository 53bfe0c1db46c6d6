"""A weight under Adam with L2 and under AdamW, for two scales of the loss."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor

LOSSES = ("L2", "weight decay")
STEPS = 2000


def path(optimizer_class: type, scale: float, noise: Tensor) -> list[float]:
    """The weight after each step on scale / 2 (w - 2 - noise)^2."""
    w = torch.tensor(2.0, requires_grad=True)
    optimizer = optimizer_class([w], lr=0.005, weight_decay=0.5)
    values = [w.item()]
    for error in noise:
        optimizer.zero_grad()
        (scale / 2 * (w - 2 - error).square()).backward()
        optimizer.step()
        values.append(w.item())
    return values


def draw() -> Figure:
    """Draw the weight over the steps; its minimum without decay is 2."""
    noise = torch.randn(STEPS, generator=torch.Generator().manual_seed(0))
    figure, axes = plt.subplots(1, 2, sharex=True, sharey=True)
    for axis, scale in zip(axes, (0.1, 10.0), strict=True):
        muted = plt.rcParams["axes.edgecolor"]
        axis.axhline(2, color=muted, linewidth=1, dashes=(4, 3))
        l2 = path(torch.optim.Adam, scale, noise)
        decoupled = path(torch.optim.AdamW, scale, noise)
        steps = range(0, STEPS + 1, 10)
        axis.plot(steps, l2[::10], label="Adam, L2")
        axis.plot(steps, decoupled[::10], label="AdamW")
        axis.set(title=f"Loss times {scale:g}", xlabel="step", ylim=(0, 2.4))
        axis.legend()
    axes[0].set(ylabel="weight w")
    return figure
