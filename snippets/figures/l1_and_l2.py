"""Where the contours of a loss touch those of L1, and those of L2."""

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor

from snippets.regularizers.proximal_l1 import soft_threshold

MINIMUM = torch.tensor([0.8, 2.0])
CURVATURE = torch.tensor([[1.0, 0.5], [0.5, 1.4]])
STRENGTH = 1.4
LOSSES = ("L1", "L2")


def loss(w: Tensor) -> Tensor:
    """A quadratic loss of two weights, the last dimension of w."""
    error = w - MINIMUM
    return (error @ CURVATURE * error).sum(-1) / 2


def slope(w: Tensor) -> Tensor:
    """The loss's gradient."""
    w = w.clone().requires_grad_()
    return torch.autograd.grad(loss(w), w)[0]


def optimum(norm: str, strength: float = STRENGTH) -> Tensor:
    """The minimum of the loss plus the penalty, by proximal descent."""
    w = torch.zeros(2)
    for _ in range(500):
        w = w - 0.2 * slope(w)
        if norm == "L1":
            w = soft_threshold(w, 0.2 * strength)
        else:
            w = w / (1 + 0.2 * strength)
    return w


def label(axis: Axes, text: str, at: Tensor, color: str, **options) -> None:
    """Write next to a point, on paper, so that no line crosses the text."""
    paper = {"facecolor": plt.rcParams["axes.facecolor"], "linewidth": 0}
    axis.annotate(
        text,
        at,
        (-6 if options.get("ha") == "right" else 8, 2),
        textcoords="offset points",
        color=color,
        bbox={**paper, "pad": 1},
        **options,
    )


def panel(axis: Axes, norm: str, style: dict) -> None:
    """Draw one penalty's contour, the loss's, and both gradients."""
    best = optimum(norm)
    order = 1 if norm == "L1" else 2
    turn = torch.linspace(0, 2 * torch.pi, 161)
    ring = torch.stack([turn.cos(), turn.sin()])
    ring = ring * best.norm(p=order) / ring.norm(p=order, dim=0)
    colour = style["color"]
    axis.fill(*ring, facecolor=colour, alpha=0.15)
    axis.plot(*ring, **style)
    first, second = torch.meshgrid(
        torch.linspace(-1.5, 2.4, 79),
        torch.linspace(-1.5, 3.2, 95),
        indexing="xy",
    )
    heights = loss(torch.stack([first, second], -1))
    levels = [loss(best).item() * part for part in (0.1, 0.4, 1.0, 1.9)]
    widths = (1, 1, 2, 1)
    ink, grey = plt.rcParams["text.color"], plt.rcParams["axes.edgecolor"]
    axis.contour(first, second, heights, levels, colors=grey, linewidths=widths)
    # A third of each gradient. At a corner the penalty has as many gradients
    # as fit between the gradients of the two edges that meet there.
    tip = best - slope(best) / 3
    if norm == "L1":
        ends = [best + STRENGTH / 3 * torch.tensor([s, 1.0]) for s in (-1, 1)]
        edges = torch.stack([ends[0], best, ends[1]])
        axis.plot(*edges.T, "-", color=colour, linewidth=1)
        axis.plot(*torch.stack(ends).T, "--", color=colour, linewidth=1)
        label(axis, "λ∂R", ends[0], colour, ha="right")
        label(axis, "−∇L", tip, ink, va="top")
    else:
        label(axis, "−∇L = λ∇R", tip, ink, va="top")
    arrow = {"arrowstyle": "->", "color": ink, "shrinkA": 0, "shrinkB": 0}
    axis.annotate("", tip, best, arrowprops=arrow)
    axis.plot(*best, "o", color=ink, markersize=5)
    axis.plot(*MINIMUM, "+", color=ink, markersize=8)
    axis.axhline(0, color=grey, linewidth=0.8)
    axis.axvline(0, color=grey, linewidth=0.8)
    axis.grid(visible=False)
    axis.set(title=norm, aspect="equal", xlabel="w₁", xticks=[0], yticks=[0])


def draw() -> Figure:
    """Draw L1 on the left, L2 on the right."""
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.9))
    styles = plt.rcParams["axes.prop_cycle"]
    for axis, norm, style in zip(axes, LOSSES, styles, strict=False):
        panel(axis, norm, style)
    axes[0].set_ylabel("w₂")
    return figure
