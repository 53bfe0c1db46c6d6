"""Binary cross-entropy and its gradient against the logit."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

TARGETS = (1.0, 0.0, 0.7)
LOSSES = ("cross-entropy",) * len(TARGETS)


def draw() -> Figure:
    """Draw value and gradient for two hard targets and a soft one."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for target in TARGETS:
        logits = torch.linspace(-5, 5, 161, requires_grad=True)
        loss = F.binary_cross_entropy_with_logits(
            logits, torch.full_like(logits, target), reduction="none"
        )
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        value.plot(logits.detach(), loss.detach(), label=f"y = {target:g}")
        slope.plot(logits.detach(), gradient, label=f"y = {target:g}")
    value.set(title="Loss", xlabel="logit z", ylim=(0, 5))
    slope.set(title="Gradient", xlabel="logit z", ylim=(-1.05, 1.05))
    value.legend()
    slope.legend()
    return figure
