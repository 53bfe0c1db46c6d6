"""The share of the gradient that an object has, over its area, by loss."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.dice_loss import dice_loss

LOSSES = {
    "cross-entropy": F.binary_cross_entropy_with_logits,
    "Dice": dice_loss,
}


def draw() -> Figure:
    """Draw it for 1 to 1024 of 4096 pixels, all at a logit of -2."""
    figure, axes = plt.subplots(figsize=(7.2, 2.6))
    areas = 2 ** torch.arange(11)
    for name, loss in LOSSES.items():
        shares = []
        for area in areas:
            mask = (torch.arange(4096) < area).double().view(1, 1, -1)
            logits = torch.full_like(mask, -2.0, requires_grad=True)
            (gradient,) = torch.autograd.grad(loss(logits, mask), logits)
            pull = gradient.abs()
            shares.append((pull * mask).sum() / pull.sum())
        axes.plot(areas, torch.stack(shares), label=name)
    axes.set(xlabel="pixels of the object, of 4096", xscale="log")
    axes.set(ylabel="share of the gradient", ylim=(0, 1), xlim=(1, 1024))
    ticks = [1, 4, 16, 64, 256, 1024]
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.minorticks_off()
    axes.legend()
    return figure
