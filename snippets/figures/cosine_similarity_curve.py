"""The loss of a pair over its angle, for one to pull and one to push."""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

# The name, the target, the margin, the dashes, where the name stands.
SERIES = (
    ("y = 1", 1, 0.0, "-", (98, 1.3, "right")),
    ("y = −1, m = 0.5", -1, 0.5, "--", (64, 0.08, "left")),
)


def draw() -> Figure:
    """Draw the cosine embedding loss of both."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    angle = torch.linspace(0, math.pi, 181, dtype=torch.float64)
    a = torch.stack([torch.cos(angle), torch.sin(angle)], dim=-1)
    b = torch.tensor([1.0, 0.0]).double().expand_as(a)
    for name, y, margin, dashes, (left, up, side) in SERIES:
        loss = F.cosine_embedding_loss(
            a, b, torch.full((181,), y), margin=margin, reduction="none"
        )
        (line,) = axis.plot(torch.rad2deg(angle), loss, linestyle=dashes)
        axis.text(left, up, name, ha=side, color=line.get_color())
    axis.set(xlabel="angle in degrees", ylabel="loss of the pair")
    axis.set(xlim=(0, 180), ylim=(0, 2.05), xticks=(0, 60, 90, 180))
    return figure
