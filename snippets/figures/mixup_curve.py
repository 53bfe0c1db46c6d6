"""Two digits, and what mixup and CutMix make of them."""

import matplotlib.pyplot as plt
import torch
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from sklearn.datasets import load_digits
from torch import Tensor

LOSSES = ("line-5", "line-6")
SHARE = 0.6
# Where the lower left corner of each picture is.
PLACES = {
    "first": (0, 11),
    "second": (11, 11),
    f"mixup, λ = {SHARE}": (0, 0),
    "CutMix, λ = 0.75": (11, 0),
}


def squares(ink: Tensor, corner: tuple[int, int]) -> list:
    """A square for each pixel, whose area is its ink."""
    found = []
    for row, column in ink.nonzero().tolist():
        half = ink[row, column].sqrt().item() / 2
        x, y = corner[0] + column + 0.5, corner[1] + 7.5 - row
        left, right, low, high = x - half, x + half, y - half, y + half
        found.append([(left, low), (right, low), (right, high), (left, high)])
    return found


def draw() -> Figure:
    """Draw them in dots, those of the first blue and of the second orange."""
    first, second = torch.tensor(load_digits().images[[0, 1]]) / 16
    box = torch.zeros(8, 8)
    box[2:6, 4:8] = 1
    nothing = torch.zeros(8, 8)
    pairs = [
        (first, nothing),
        (nothing, second),
        (SHARE * first, (1 - SHARE) * second),
        ((1 - box) * first, box * second),
    ]
    figure, axes = plt.subplots(figsize=(3.2, 2.9))
    for (name, corner), pair in zip(PLACES.items(), pairs, strict=True):
        for colour, ink in zip(("C0", "C1"), pair, strict=True):
            dots = squares(ink, corner)
            axes.add_collection(
                PolyCollection(dots, facecolors=colour, alpha=0.75)
            )
        axes.text(corner[0] + 4, corner[1] + 8.4, name, ha="center")
    axes.set(xlim=(-1, 20), ylim=(0, 20.5), aspect=1)
    axes.set_axis_off()
    return figure
