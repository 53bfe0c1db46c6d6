"""Where clipping takes gradients of two elements: by norm, and by value."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn

GRADIENTS = (
    (2.6, 0.7),
    (1.2, 2.0),
    (-0.3, 2.5),
    (-0.6, 0.4),
    (-2.2, -0.5),
    (-1.5, -1.8),
    (0.5, -0.7),
    (1.9, -1.3),
)


def draw() -> Figure:
    """Draw the limit, the gradients, and a dot where each of them ends."""
    turn = torch.linspace(0, 2 * torch.pi, 73)
    outlines = {
        "By norm": (torch.cos(turn), torch.sin(turn)),
        "By value": ([1, 1, -1, -1, 1], [-1, 1, 1, -1, -1]),
    }
    clip = {
        "By norm": nn.utils.clip_grad_norm_,
        "By value": nn.utils.clip_grad_value_,
    }
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.4), sharey=True)
    muted = plt.rcParams["axes.edgecolor"]
    for axis, (name, outline) in zip(axes, outlines.items(), strict=True):
        axis.plot(*outline, color=muted, lw=1, ls=":")
        for gradient in GRADIENTS:
            weight = nn.Parameter(torch.zeros(2))
            weight.grad = torch.tensor(gradient)
            clip[name]([weight], 1.0)
            ends = torch.stack([torch.tensor(gradient), weight.grad])
            axis.plot(*ends.T, color=muted, lw=1, ls="-")
            axis.plot(*weight.grad, "o", color="C0", markersize=4)
        axis.set(title=name, xlabel="first element", aspect="equal")
        axis.set(xlim=(-2.8, 2.8), ylim=(-2.8, 2.8))
        axis.set(xticks=range(-2, 3), yticks=range(-2, 3))
    axes[0].set_ylabel("second element")
    return figure
