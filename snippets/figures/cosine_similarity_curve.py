"""The loss of a pair over its angle, for one to pull and one to push."""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

# By name the target and the margin.
PAIRS = {"y = 1": (1, 0.0), "y = −1, m = 0.5": (-1, 0.5)}
LOSSES = ("cosine",) * len(PAIRS)


def draw() -> Figure:
    """Draw the cosine embedding loss of both."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    angle = torch.linspace(0, math.pi, 181, dtype=torch.float64)
    a = torch.stack([torch.cos(angle), torch.sin(angle)], dim=-1)
    b = torch.tensor([1.0, 0.0]).double().expand_as(a)
    for name, (y, margin) in PAIRS.items():
        loss = F.cosine_embedding_loss(
            a, b, torch.full((181,), y), margin=margin, reduction="none"
        )
        axis.plot(torch.rad2deg(angle), loss, label=name)
    axis.set(xlabel="angle in degrees", ylabel="loss of the pair")
    axis.set(xlim=(0, 180), ylim=(0, 2.05), xticks=(0, 60, 90, 180))
    axis.legend()
    return figure
