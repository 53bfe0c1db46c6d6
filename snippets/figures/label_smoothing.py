"""Label smoothing over epsilon: the best margin becomes finite."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

CLASSES = 10
EPSILONS = (0.0, 0.05, 0.1, 0.2)
LOSSES = ("cross-entropy",) * len(EPSILONS)


def draw() -> Figure:
    """Draw value and gradient against the margin, for ten classes."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for epsilon in EPSILONS:
        margin = torch.linspace(0, 10, 201, requires_grad=True)
        others = torch.zeros(201, CLASSES - 1)
        logits = torch.cat([margin[:, None], others], dim=1)
        target = torch.zeros(201, dtype=torch.long)
        loss = F.cross_entropy(
            logits, target, label_smoothing=epsilon, reduction="none"
        )
        (gradient,) = torch.autograd.grad(loss.sum(), margin)
        loss = loss.detach()
        value.plot(margin.detach(), loss, label=f"ε = {epsilon:g}")
        slope.plot(margin.detach(), gradient, label=f"ε = {epsilon:g}")
        if epsilon:
            best = loss.argmin()
            value.plot(
                margin.detach()[best],
                loss[best],
                "o",
                color="C0",
                markersize=5,
            )
    slope.axhline(0, color=plt.rcParams["axes.edgecolor"], linewidth=0.8)
    value.set(title="Loss", xlabel="margin of the right logit", ylim=(0, 2.5))
    slope.set(
        title="Gradient", xlabel="margin of the right logit", ylim=(-0.6, 0.2)
    )
    value.legend()
    slope.legend()
    return figure
