"""What four kinds of dropout drop, of the maps of two samples."""

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
    return {
        name: mask > 0 for name, mask in zip(KINDS, dropped, strict=True)
    }


def squares(mask: Tensor, corner: tuple[int, int]) -> list:
    """A square for each element; samples below each other."""
    found = []
    for sample, channel, row, column in mask.nonzero().tolist():
        left = corner[0] + channel * (SIZE + 1) + column
        low = corner[1] + (1 - sample) * (SIZE + 1) + SIZE - 1 - row
        right, high = left + 0.85, low + 0.85
        found.append([(left, low), (right, low), (right, high), (left, high)])
    return found


def draw() -> Figure:
    """Draw what is kept in full, and what is dropped faintly."""
    figure, axes = plt.subplots(figsize=(3.2, 2.9))
    for name, mask in masks().items():
        for part, strength in ((mask, 1.0), (~mask, 0.15)):
            elements = squares(part, KINDS[name])
            axes.add_collection(
                PolyCollection(elements, facecolors="C0", alpha=strength)
            )
        left, low = KINDS[name]
        axes.text(left + SIZE + 0.5, low + 2 * SIZE + 1.5, name, ha="center")
    axes.text(14.5, -3.2, "two samples, of two maps each", ha="center")
    axes.set(xlim=(-1, 30), ylim=(-3.5, 33), aspect=1)
    axes.set_axis_off()
    return figure
