"""Groups of two weights, and where one proximal step moves them."""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.regularizers.proximal_group_lasso import group_soft_threshold

LOSSES = ("line-2", "line-1")


def groups() -> torch.Tensor:
    """Ten groups that are longer than 1, and six that are shorter."""
    far, near = torch.arange(10) / 10, torch.arange(6) / 6
    turns = 2 * math.pi * torch.cat([far, near])
    lengths = torch.tensor([2.2] * 10 + [0.75] * 6)
    return torch.stack([turns.cos(), turns.sin()], dim=1) * lengths[:, None]


def draw() -> Figure:
    """Draw each group before and after; the threshold takes 1 off a norm."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    before = groups()
    after = group_soft_threshold(before, 2**-0.5)
    for pair in zip(before, after, strict=True):
        axis.plot(*torch.stack(pair).T, "C1-", linewidth=1)
    axis.plot(*before.T, "o", color="C0", fillstyle="none", label="before")
    axis.plot(*after.T, "o", color="C1", label="after one step")
    axis.set(xlabel="first weight", ylabel="second weight", aspect="equal")
    axis.set(xlim=(-2.6, 2.6), ylim=(-2.6, 3.9), xticks=range(-2, 3))
    axis.set(yticks=range(-2, 3))
    axis.legend(loc="upper center", ncols=2)
    return figure
