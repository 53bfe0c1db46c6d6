"""Binary cross-entropy and its gradient against the logit."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

# Target, label, and where that stands on the left and on the right.
SERIES = (
    (1.0, "y = 1", (-4.1, 4.4), (-4.9, -0.9)),
    (0.0, "y = 0", (2.5, 4.4), (3.1, 0.78)),
    (0.7, "y = 0.7", (2.1, 1.5), (2.6, 0.36)),
)


def draw() -> Figure:
    """Draw value and gradient for two hard targets and a soft one."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for number, (target, label, left, right) in enumerate(SERIES):
        colour = f"C{number}"
        logits = torch.linspace(-5, 5, 161, requires_grad=True)
        loss = F.binary_cross_entropy_with_logits(
            logits, torch.full_like(logits, target), reduction="none"
        )
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        style = "-" if target in (0, 1) else (0, (4, 2))
        value.plot(logits.detach(), loss.detach(), colour, linestyle=style)
        slope.plot(logits.detach(), gradient, colour, linestyle=style)
        value.text(*left, label, color=colour)
        slope.text(*right, label, color=colour)
    value.set(title="Loss", xlabel="logit z", ylim=(0, 5))
    slope.set(title="Gradient", xlabel="logit z", ylim=(-1.05, 1.05))
    return figure
