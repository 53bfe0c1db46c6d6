"""Dice, Jaccard and Tversky loss of a guess that grows over a mask."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.dice_loss import dice_loss
from snippets.losses.tversky_loss import tversky_loss

LOSSES = ("Dice", "Jaccard", "Tversky")


def draw() -> Figure:
    """Draw the losses against the area of the guess, in areas of the mask."""
    figure, axes = plt.subplots(figsize=(3.2, 2.9))
    pixel, area = torch.arange(300), torch.arange(0, 301, 5)
    guess = (pixel < area[:, None]).float()[:, None]
    mask = (pixel < 100).float().expand_as(guess)
    logits, options = 40 * guess - 20, {"smooth": 0.0, "reduction": "none"}
    jaccard = tversky_loss(logits, mask, alpha=1, beta=1, **options)
    for name, loss in (
        ("Dice", dice_loss(logits, mask, **options)),
        ("Jaccard", jaccard),
        ("Tversky", tversky_loss(logits, mask, **options)),
    ):
        axes.plot(area / 100, loss, label=name)
    axes.set(xlabel="guess, in areas of the mask", ylabel="loss")
    axes.set(xlim=(0, 3), ylim=(0, 1.02), xticks=range(4))
    axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    axes.legend()
    return figure
