"""A query and two items: which comes first by dot product, which by cosine."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("cosine",)
QUERY = torch.tensor([1.0, 0.1])
ITEMS = {
    "near": torch.tensor([0.72, 0.36]),
    "long": torch.tensor([0.75, 1.65]),
}


def draw() -> Figure:
    """Draw the three as arrows, and where the dot product is the near one's."""
    figure, axis = plt.subplots(figsize=(7.2, 3.4))
    ink, grey = plt.rcParams["text.color"], plt.rcParams["axes.edgecolor"]
    arrow(axis, "query", QUERY, ink, -10)
    for (name, item), colour in zip(ITEMS.items(), ("C0", grey), strict=True):
        cosine = F.cosine_similarity(item, QUERY, dim=-1)
        text = f"{name} item\ndot {item @ QUERY:.2f}, cosine {cosine:.2f}"
        arrow(axis, text, item, colour)
    # All items on this line, at a right angle to the query, have the same.
    level = ITEMS["near"] @ QUERY
    y = torch.tensor([-0.3, 1.9])
    name, x = "the same dot product", (level - QUERY[1] * y) / QUERY[0]
    axis.plot(x, y, ":", color=grey, lw=1.2, label=name)
    axis.annotate(
        name,
        ((level - QUERY[1] * y[0]) / QUERY[0], y[0]),
        xytext=(6, 5),
        textcoords="offset points",
        color=grey,
    )
    axis.set(xlim=(-0.1, 2.2), ylim=(-0.3, 1.9), aspect="equal")
    axis.set(xticks=[], yticks=[])
    return figure


def arrow(
    axis: plt.Axes,
    name: str,
    end: torch.Tensor,
    colour: str,
    raised: int = 18,
) -> None:
    """Draw a vector from the origin, with its name at its end."""
    x, y = end.tolist()
    axis.plot([0, x], [0, y], "-", color=colour, label=name)
    axis.plot(x, y, "o", color=colour, ms=5)
    axis.annotate(
        name,
        (x, y),
        xytext=(8, raised),
        textcoords="offset points",
        va="center",
        color=colour,
    )
