"""Where a triplet pulls and pushes, and how hard, by where the negative is.

Source: Schroff, Kalenichenko, Philbin, FaceNet: A Unified Embedding for Face
Recognition and Clustering, 2015, arXiv 1503.03832, for the semi-hard negative.
"""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("triplet", "soft-margin")
NAMES = ("m = 0.5", "no margin")
MARGIN = 0.5
# Each with where its name stands, in points from it.
POSITIVE = {"positive": ((0.0, -1.0), (0, -15))}
# Nearer than the positive, within the margin, and beyond it.
NEGATIVES = {
    "hard": ((0.5, 0.3), (10, -15)),
    "semi-hard": ((-0.55, 1.12), (33, -1)),
    "easy": ((1.55, 0.75), (0, 7)),
}
STEP = 0.45


def loss(positive: torch.Tensor, negative: torch.Tensor) -> torch.Tensor:
    """Of a triplet whose anchor is at the origin."""
    return F.triplet_margin_loss(
        torch.zeros_like(positive), positive, negative, margin=MARGIN, eps=0
    )


def draw() -> Figure:
    """Draw three triplets of one anchor, and the pull over the distance."""
    figure, (plane, pull) = plt.subplots(
        1, 2, figsize=(7.2, 3.3), width_ratios=(1.15, 1)
    )
    ink, grey = plt.rcParams["text.color"], plt.rcParams["axes.edgecolor"]
    turn = torch.linspace(0, 2 * math.pi, 181, dtype=torch.float64)
    circle = torch.stack([torch.cos(turn), torch.sin(turn)])
    for radius, style in ((1.0, ":"), (1.0 + MARGIN, "-")):
        plane.plot(*(radius * circle), style, color=grey, lw=1.2)
    plane.plot(0, 0, "o", color="C0")
    plane.text(-0.06, -0.24, "anchor", ha="right")
    for name, (spot, beside) in (POSITIVE | NEGATIVES).items():
        plane.plot(*spot, "o", color=ink if name in NEGATIVES else "C0")
        plane.annotate(
            name, spot, xytext=beside, textcoords="offset points", ha="center"
        )
    for spot, step in steps():
        plane.annotate(
            "",
            (spot + step).tolist(),
            spot.tolist(),
            arrowprops={"arrowstyle": "->", "color": ink, "lw": 1.8},
        )
    plane.set(xlim=(-2.15, 1.95), ylim=(-1.6, 1.6), aspect="equal")
    plane.set(xticks=[], yticks=[])

    far = torch.linspace(0, 3, 241, dtype=torch.float64, requires_grad=True)
    near = torch.ones_like(far)
    values = (
        F.margin_ranking_loss(far, near, near, margin=MARGIN, reduction="none"),
        F.softplus(near - far),
    )
    for name, value in zip(NAMES, values, strict=True):
        (slope,) = torch.autograd.grad(value.sum(), far)
        pull.plot(far.detach(), -slope, label=name)
    pull.set(title="Push on the negative", xlabel="distance of the negative")
    pull.set(ylim=(-0.04, 1.1), xticks=(0, 1, 1.5, 3))
    pull.set_xticks((0, 1, 1.5, 3), ("0", "1", "1.5", "3"))
    pull.legend()
    return figure


def steps() -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Where gradient descent moves each negative, and the positive."""
    found = []
    ((positive, _),) = POSITIVE.values()
    for negative, _ in NEGATIVES.values():
        both = [
            torch.tensor(spot, dtype=torch.float64, requires_grad=True)
            for spot in (positive, negative)
        ]
        value = loss(*both)
        slopes = torch.autograd.grad(value, both)
        moved = [
            (spot.detach(), -STEP * slope)
            for spot, slope in zip(both, slopes, strict=True)
            if slope.any()
        ]
        # The positive once.
        found += moved if not found else moved[1:]
    return found
