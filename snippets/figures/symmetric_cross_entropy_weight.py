"""The reverse term against p_y: a straight line, and a weight that grows."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

LOSSES = ("cross-entropy", "reverse", "symmetric", "symmetric")


def gradient_and_loss(logits, alpha, beta):
    """Both, of a label of 1."""
    loss = binary_symmetric_cross_entropy(
        logits,
        torch.ones_like(logits),
        alpha=alpha,
        beta=beta,
        reduction="none",
    )
    return torch.autograd.grad(loss.sum(), logits)[0], loss.detach()


def draw() -> Figure:
    """Draw the loss, and the gradient over that of cross-entropy."""
    figure, (value, weight) = plt.subplots(1, 2)
    p = torch.linspace(0.0005, 0.9995, 400)
    logits = torch.logit(p).requires_grad_()
    forward, cross_entropy = gradient_and_loss(logits, 1, 0)
    _, reverse = gradient_and_loss(logits, 0, 1)
    value.plot(p, cross_entropy, label="cross-entropy")
    value.plot(p, reverse, label="reverse")
    value.set(title="Loss", xlabel="probability of the label")
    value.legend()
    cross_entropys, _, *symmetric = plt.rcParams["axes.prop_cycle"]
    for alpha, beta, style in (
        (1, 0, cross_entropys),
        (1, 1, symmetric[0]),
        (0.1, 1, symmetric[1]),
    ):
        gradient, _ = gradient_and_loss(logits, alpha, beta)
        weight.plot(
            p,
            gradient / forward,
            **style,
            label=f"α = {alpha}, β = {beta}",
        )
    weight.set(
        title="Gradient over cross-entropy’s",
        xlabel="probability of the label",
    )
    weight.legend()
    return figure
