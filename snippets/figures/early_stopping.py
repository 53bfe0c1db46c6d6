"""Early stopping's filter against that of an L2 penalty, over the curvature."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

STEPS = (10, 100, 1000)
LOSSES = ("early stopping",) * len(STEPS) + ("L2",) * len(STEPS)


def draw() -> Figure:
    """Draw how far each direction has come, run by torch.optim.SGD."""
    figure, axes = plt.subplots()
    learning_rate = 0.1
    curvature = torch.logspace(-3, 1, 161, dtype=torch.float64)
    w = torch.zeros_like(curvature, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=learning_rate)
    for step in range(1, max(STEPS) + 1):
        optimizer.zero_grad()
        (curvature * (w - 1) ** 2 / 2).sum().backward()
        optimizer.step()
        if step in STEPS:
            came = w.detach().clone()
            axes.plot(curvature, came, label=f"{step} steps")
    for step in STEPS:
        strength = 1 / (learning_rate * step)
        penalized = curvature / (curvature + strength)
        axes.plot(curvature, penalized, label=f"L2, λ = {strength:g}")
    axes.set(xscale="log", xlabel="curvature h", ylabel="share of the minimum")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.legend()
    return figure
