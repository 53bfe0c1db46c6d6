"""Early stopping's filter against that of an L2 penalty, over the curvature."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure


def draw() -> Figure:
    """Draw how far each direction has come, run by torch.optim.SGD."""
    figure, axes = plt.subplots()
    learning_rate = 0.1
    curvature = torch.logspace(-3, 1, 161, dtype=torch.float64)
    w = torch.zeros_like(curvature, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=learning_rate)
    for step in range(1, 1001):
        optimizer.zero_grad()
        (curvature * (w - 1) ** 2 / 2).sum().backward()
        optimizer.step()
        if step in (10, 100, 1000):
            colour = {10: "C0", 100: "C1", 1000: "C2"}[step]
            strength = 1 / (learning_rate * step)
            penalized = curvature / (curvature + strength)
            label = f"t = {step}, λ = {strength:g}"
            axes.plot(curvature, w.detach(), color=colour, label=label)
            axes.plot(curvature, penalized, "--", color=colour)
    axes.set(xscale="log", xlabel="curvature h", ylabel="share of the minimum")
    colour = plt.rcParams["text.color"]
    axes.plot([], [], color=colour, label="t steps")
    axes.plot([], [], "--", color=colour, label="L2 penalty λ")
    figure.legend(loc="outside right center")
    return figure
