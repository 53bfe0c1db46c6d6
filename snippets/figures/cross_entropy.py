"""Cross-entropy and its gradient against the margin of the right logit."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

CLASSES = (2, 10, 100)
LOSSES = ("cross-entropy",) * len(CLASSES)


def draw() -> Figure:
    """Draw value and gradient where the other K - 1 logits are all 0."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for classes in CLASSES:
        margin = torch.linspace(-4, 8, 161, requires_grad=True)
        others = torch.zeros(161, classes - 1)
        logits = torch.cat([margin[:, None], others], dim=1)
        target = torch.zeros(161, dtype=torch.long)
        loss = F.cross_entropy(logits, target, reduction="none")
        (gradient,) = torch.autograd.grad(loss.sum(), margin)
        value.plot(margin.detach(), loss.detach(), label=f"K = {classes}")
        slope.plot(margin.detach(), gradient, label=f"K = {classes}")
        at_zero = F.cross_entropy(torch.zeros(1, classes), target[:1])
        value.plot(0, at_zero, "o", color="C0", markersize=5)
    value.set(title="Loss", xlabel="margin of the right logit", ylim=(0, 9))
    slope.set(title="Gradient", xlabel="margin of the right logit")
    value.legend()
    slope.legend()
    return figure
