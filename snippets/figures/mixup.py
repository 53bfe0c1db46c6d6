"""The loss of a mixed sample and its gradient, over the logit."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

SHARES = (1.0, 0.9, 0.7, 0.5)
LOSSES = ("cross-entropy",) * len(SHARES)


def draw() -> Figure:
    """Draw both for two classes, of which the first has the share λ."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for share in SHARES:
        z = torch.linspace(-4, 8, 49).double().requires_grad_()
        target = torch.full_like(z, share)
        loss = F.binary_cross_entropy_with_logits(z, target, reduction="none")
        (gradient,) = torch.autograd.grad(loss.sum(), z)
        value.plot(z.detach(), loss.detach(), label=f"λ = {share:g}")
        slope.plot(z.detach(), gradient, label=f"λ = {share:g}")
    value.set(title="Loss", xlabel="logit of the first class", ylim=(0, 4))
    slope.set(title="Gradient", xlabel="logit of the first class")
    value.legend()
    slope.legend()
    return figure
