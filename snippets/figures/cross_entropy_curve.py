"""Cross-entropy over the probability that the right class got."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("cross-entropy",)
CLASSES = (2, 10, 100)


def draw() -> Figure:
    """Draw it, and mark a model that gives each class the same."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    p = torch.linspace(0.005, 1, 200, dtype=torch.float64)
    loss = F.nll_loss(
        torch.stack([p, 1 - p], dim=1).log(),
        torch.zeros(200, dtype=torch.long),
        reduction="none",
    )
    axis.plot(p, loss)
    for classes in CLASSES:
        logits = torch.zeros(1, classes, dtype=torch.float64)
        start = F.cross_entropy(logits, torch.tensor([0])).item()
        axis.plot(1 / classes, start, "o", color="C0", ms=5)
        axis.annotate(
            f"1 in {classes}",
            (1 / classes, start),
            xytext=(7, 4),
            textcoords="offset points",
        )
    axis.set(xlabel="p of the right class", ylabel="loss of the sample")
    axis.set(xlim=(0, 1), ylim=(0, 5.3))
    axis.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    return figure
