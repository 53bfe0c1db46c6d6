"""Overlap losses and their gradients, over the logit of an object."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.losses.dice_loss import dice_loss
from snippets.losses.lovasz_loss import lovasz_loss
from snippets.losses.tversky_loss import tversky_loss

LOSSES = ("cross-entropy", "Dice", "Jaccard", "Tversky", "Lovász")


def cross_entropy(logits, mask):
    """The mean over the pixels of each sample."""
    each = F.binary_cross_entropy_with_logits(logits, mask, reduction="none")
    return each.mean((1, 2))


def draw() -> Figure:
    """Draw them for 100 of 1000 pixels, the others being at a logit of -6."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    mask = (torch.arange(1000) < 100).double().view(1, 1, -1)
    options = {"smooth": 0.0, "reduction": "none"}
    losses = {
        "cross-entropy": cross_entropy,
        "Dice": lambda z, y: dice_loss(z, y, **options),
        "Jaccard": lambda z, y: tversky_loss(z, y, alpha=1, beta=1, **options),
        "Tversky": lambda z, y: tversky_loss(z, y, **options),
        "Lovász": lambda z, y: lovasz_loss(z, y, reduction="none"),
    }
    for name, function in losses.items():
        # Points between which the kink of the hinge at 1 lies.
        z = torch.linspace(-6, 6, 80).double().requires_grad_()
        logits = torch.where(mask > 0, z.view(-1, 1, 1), -6.0)
        loss = function(logits, mask.expand_as(logits))
        (gradient,) = torch.autograd.grad(loss.sum(), z)
        value.plot(z.detach(), loss.detach(), label=name)
        slope.plot(z.detach(), gradient, label=name)
    value.set(title="Loss", xlabel="logit z of the object", ylim=(0, 2))
    value.set_yticks([0, 0.5, 1, 1.5, 2], ["0", "0.5", "1", "1.5", "2"])
    slope.set(title="Gradient", xlabel="logit z of the object")
    slope.set(xticks=range(-6, 7, 3))
    value.legend()
    slope.legend()
    return figure
