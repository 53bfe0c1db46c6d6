"""Dice loss of one logit for all pixels, for a large and a small mask."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.dice_loss import dice_loss

PIXELS = 100


def draw() -> Figure:
    """Draw the loss against the logit, a line for each share of the mask."""
    figure, axes = plt.subplots()
    z = torch.linspace(-6, 6, 61)
    logits = z[:, None, None].expand(-1, 1, PIXELS)
    for share, dashes in ((0.5, "-"), (0.1, "--")):
        mask = (torch.arange(PIXELS) < share * PIXELS).float()
        loss = dice_loss(logits, mask.expand_as(logits), reduction="none")
        axes.plot(z, loss, dashes, label=f"mask of {share:.0%}")
    axes.set(xlabel="logit z", ylabel="loss", ylim=(0, 1))
    axes.legend()
    return figure
