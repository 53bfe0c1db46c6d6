"""The steps that Adam takes around one gradient a hundred times as large."""

from itertools import pairwise

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn

LOSSES = ("line-2", "line-1")
STEPS, AT, LARGE = 600, 100, 100.0


def steps(max_norm: float) -> list[float]:
    """The size of each step, in learning rates."""
    w = nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.Adam([w], lr=1.0)
    path = [0.0]
    for step in range(STEPS):
        w.grad = torch.ones_like(w) * (LARGE if step == AT else 1.0)
        nn.utils.clip_grad_norm_([w], max_norm)
        optimizer.step()
        path.append(w.item())
    return [before - after for before, after in pairwise(path)]


def draw() -> Figure:
    """Draw them with clipping and without."""
    figure, axis = plt.subplots(figsize=(7.2, 2.8))
    # Every step where they change fast, and one in ten elsewhere.
    shown = [*range(0, AT, 10), *range(AT, 160), *range(160, STEPS, 10)]
    for name, max_norm in (("not clipped", torch.inf), ("clipped", 1.0)):
        sizes = steps(max_norm)
        axis.plot(
            [each + 1 for each in shown],
            [sizes[each] for each in shown],
            label=name,
        )
    axis.set(xlabel="step", ylabel="size of the step", ylim=(0, None))
    axis.legend()
    return figure
