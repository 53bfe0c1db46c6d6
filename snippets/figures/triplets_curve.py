"""The loss of a triplet over the distance of the negative."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

NEAR, MARGIN = 1.0, 0.5  # the positive's distance, and m
LOSSES = ("triplet", "soft-margin")
NAMES = ("m = 0.5", "no margin")


def draw() -> Figure:
    """Draw both forms, for a positive at 1."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    far = torch.linspace(0, 3, 121, dtype=torch.float64)
    triplet = F.margin_ranking_loss(
        far,
        torch.full_like(far, NEAR),
        torch.ones_like(far),
        margin=MARGIN,
        reduction="none",
    )
    for name, loss in zip(
        NAMES, (triplet, F.softplus(NEAR - far)), strict=True
    ):
        axis.plot(far, loss, label=name)
    axis.set(xlabel="distance of the negative", ylabel="loss of the triplet")
    axis.set(xlim=(0, 3), ylim=(0, 1.65), xticks=(0, 1, 1.5, 3))
    axis.set_xticks((0, 1, 1.5, 3), ("0", "1", "1.5", "3"))
    axis.legend()
    return figure
