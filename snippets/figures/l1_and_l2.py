"""Where the contours of a loss touch those of L1, and those of L2."""

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor

from snippets.regularizers.proximal_l1 import soft_threshold

MINIMUM = torch.tensor([1.1, 2.0])
CURVATURE = torch.tensor([[1.0, 0.5], [0.5, 1.4]])
STRENGTH = 1.4


def loss(w: Tensor) -> Tensor:
    """A quadratic loss of two weights, the last dimension of w."""
    error = w - MINIMUM
    return (error @ CURVATURE * error).sum(-1) / 2


def slope(w: Tensor) -> Tensor:
    """The loss's gradient."""
    w = w.clone().requires_grad_()
    return torch.autograd.grad(loss(w), w)[0]


def optimum(norm: str) -> Tensor:
    """The minimum of the loss plus the penalty, by proximal descent."""
    w = torch.zeros(2)
    for _ in range(500):
        w = w - 0.2 * slope(w)
        if norm == "L1":
            w = soft_threshold(w, 0.2 * STRENGTH)
        else:
            w = w / (1 + 0.2 * STRENGTH)
    return w


def panel(axis: Axes, norm: str) -> None:
    """Draw one penalty's contour, the loss's, and both gradients."""
    best = optimum(norm)
    first, second = torch.meshgrid(
        torch.linspace(-1.5, 2.6, 165),
        torch.linspace(-1.5, 2.9, 177),
        indexing="xy",
    )
    grid = torch.stack([first, second], -1)
    size = grid.abs().sum(-1) if norm == "L1" else grid.norm(dim=-1)
    radius = best.norm(p=1 if norm == "L1" else 2)
    touching = loss(best).item()
    levels = [touching * part for part in (0.1, 0.4, 1.0, 1.8)]
    axis.contour(
        first, second, loss(grid), levels, colors="C0", linewidths=(1, 1, 2, 1)
    )
    axis.contour(first, second, size, [radius], colors="C1", linewidths=2)
    axis.contourf(first, second, size, [0, radius], colors="C1", alpha=0.12)
    ink = plt.rcParams["text.color"]
    for gradient, name in ((-slope(best), "−∇L"), (slope(best), "λ∇R")):
        tip = best + 0.55 * gradient / gradient.norm()
        axis.annotate(
            "", tip, best, arrowprops={"arrowstyle": "->", "color": ink}
        )
        axis.annotate(name, tip)
    axis.plot(*best, "o", color=ink, markersize=5)
    axis.plot(*MINIMUM, "+", color="C0", markersize=8)
    axis.axhline(0, color=plt.rcParams["axes.edgecolor"], linewidth=0.8)
    axis.axvline(0, color=plt.rcParams["axes.edgecolor"], linewidth=0.8)
    axis.grid(visible=False)
    axis.set(title=norm, aspect="equal", xlabel="w₁", xticks=[0], yticks=[0])
    print(norm, best, radius, slope(best))


def draw() -> Figure:
    """Draw L1 on the left, L2 on the right."""
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.9))
    for axis, norm in zip(axes, ("L1", "L2"), strict=True):
        panel(axis, norm)
    axes[0].set_ylabel("w₂")
    return figure
