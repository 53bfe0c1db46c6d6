"""Ten points of two classes, and the lines that three losses draw."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.pitfalls.right_by_a_hair import LOSSES as TRAINED
from snippets.pitfalls.right_by_a_hair import train, x, y

# By the name of each line what it was trained with.
LINES = {
    "multi margin, m = 0": "no margin",
    "multi margin, m = 1": "margin 1",
    "cross-entropy": "cross-entropy",
}
LOSSES = tuple(LINES)
TASK = 46


def draw() -> Figure:
    """Draw the points of one task, and where both scores are equal."""
    figure, axis = plt.subplots(figsize=(7.2, 3.6))
    ends = torch.tensor([-4.0, 4.0], dtype=torch.float64)
    for name, loss in LINES.items():
        weight = train(TRAINED[loss])[TASK]
        a, b = weight[:, 1] - weight[:, 0]
        axis.plot(ends, -a / b * ends, label=name)
    ink = plt.rcParams["text.color"]
    for label, fill in ((0, "none"), (1, ink)):
        points = x[TASK, :10][y[:10] == label]
        axis.plot(*points.T, "o", color=ink, markerfacecolor=fill, markersize=6)
    axis.set(xlabel="first input", ylabel="second input")
    axis.set(xlim=(-4, 4), ylim=(-4, 4), yticks=range(-3, 4))
    axis.legend()
    return figure
