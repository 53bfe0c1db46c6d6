"""A loss with a sharp and a flat minimum, and its worst within rho."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor
from torch.nn import functional as F

LOSSES = ("line-2", "line-1")
RHO = 0.3


def loss(w: Tensor) -> Tensor:
    """The loss of the chapter's first run."""
    sharp = 1.1 * torch.exp(-((w + 1) ** 2) / 0.02)
    return 1.3 - sharp - torch.exp(-((w - 1) ** 2) / 2)


def draw() -> Figure:
    """Draw both over one weight."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    steps = 20  # to a distance of rho
    w = torch.arange(-180, 181).double() * (RHO / steps)
    values = loss(w)
    worst = F.max_pool1d(values[None], 2 * steps + 1, stride=1)[0]
    axis.plot(w[steps:-steps], worst, label="within ρ")
    axis.plot(w, values, label="loss")
    axis.set(xlabel="weight w", ylabel="loss", xlim=(-2.2, 2.2), ylim=(0, 1.4))
    axis.set(xticks=range(-2, 3), yticks=(0, 0.5, 1))
    axis.legend()
    return figure
