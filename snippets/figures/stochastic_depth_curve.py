"""What four kinds of dropout drop, of the maps of two samples."""

import itertools

import matplotlib.pyplot as plt
import torch
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from torch import Tensor
from torch.nn import functional as F

from snippets.tools.drop_block import drop_block
from snippets.tools.stochastic_depth import stochastic_depth

LOSSES = ("dropout",)
SIZE = 6
# Where the lower left corner of each kind is.
KINDS = {
    "dropout": (0, 17),
    "DropBlock": (16, 17),
    "channels": (0, 0),
    "stochastic depth": (16, 0),
}


def masks() -> dict[str, Tensor]:
    """What is kept of 2 samples of 2 channels each, by the kind."""
    torch.manual_seed(210)
    ones = torch.ones(2, 2, SIZE, SIZE)
    dropped = (
        F.dropout(ones, 0.4),
        drop_block(ones, 0.4, block_size=3),
        F.dropout2d(ones, 0.5),
        stochastic_depth(ones, 0.5),
    )
    return {name: mask > 0 for name, mask in zip(KINDS, dropped, strict=True)}


def square(left: float, low: float, side: float) -> list:
    """Its corners."""
    right, high = left + side, low + side
    return [(left, low), (right, low), (right, high), (left, high)]


def draw() -> Figure:
    """Draw each map faintly, and on it what is kept."""
    figure, axes = plt.subplots(figsize=(3.2, 2.9))
    for name, mask in masks().items():
        left, low = KINDS[name]
        maps = [
            square(left + right, low + up, SIZE - 0.15)
            for right, up in itertools.product((0, SIZE + 1), repeat=2)
        ]
        # Samples are below each other, and their maps side by side.
        kept = [
            square(
                left + channel * (SIZE + 1) + column,
                low + (1 - sample) * (SIZE + 1) + SIZE - 1 - row,
                0.85,
            )
            for sample, channel, row, column in mask.nonzero().tolist()
        ]
        for part, strength in ((maps, 0.15), (kept, 1.0)):
            axes.add_collection(
                PolyCollection(part, facecolors="C0", alpha=strength)
            )
        axes.text(left + SIZE + 0.5, low + 2 * SIZE + 1.5, name, ha="center")
    axes.text(14.5, -3.2, "two samples, of two maps each", ha="center")
    axes.set(xlim=(-1, 30), ylim=(-3.5, 33), aspect=1)
    axes.set_axis_off()
    return figure
