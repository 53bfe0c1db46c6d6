"""The length of a gradient before and behind clipping by norm."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn

LOSSES = ("line-2", "line-1")


def clipped(length: float) -> float:
    """The length that a gradient of two equal elements is left with."""
    weight = nn.Parameter(torch.zeros(2))
    weight.grad = torch.full((2,), length / 2**0.5)
    nn.utils.clip_grad_norm_([weight], max_norm=1.0)
    return weight.grad.norm().item()


def draw() -> Figure:
    """Draw it for a limit of 1."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    before = [0.0, 1.0, 2.0, 3.0]
    axis.plot(before, before, label="not clipped")
    axis.plot(before, [clipped(each) for each in before], label="clipped")
    axis.set(xlabel="length of the gradient", ylabel="length after clipping")
    axis.set(xlim=(0, 3), ylim=(0, 3), xticks=range(4), yticks=range(4))
    axis.legend()
    return figure
