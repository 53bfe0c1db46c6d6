"""What a lead costs under three margin losses, and how hard each pulls."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor
from torch.nn import functional as F


def hinge(lead: Tensor, q: int) -> Tensor:
    """The multi-margin loss, of two classes, without its factor 1 / K."""
    scores = torch.stack([lead, torch.zeros_like(lead)], dim=1)
    right = torch.zeros(len(lead), dtype=torch.long)
    return 2 * F.multi_margin_loss(scores, right, p=q, reduction="none")


def soft(lead: Tensor) -> Tensor:
    """The soft margin loss, of which the logit of a yes is the lead."""
    return F.soft_margin_loss(lead, torch.ones_like(lead), reduction="none")


CURVES = {
    "hinge, q = 1": lambda lead: hinge(lead, 1),
    "hinge, q = 2": lambda lead: hinge(lead, 2),
    "soft margin": soft,
}
LOSSES = tuple(CURVES)


def draw() -> Figure:
    """Draw value and gradient of each against the lead."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    for name, curve in CURVES.items():
        lead = torch.linspace(-2, 4, 241, requires_grad=True)
        loss = curve(lead)
        (gradient,) = torch.autograd.grad(loss.sum(), lead)
        value.plot(lead.detach(), loss.detach(), label=name)
        slope.plot(lead.detach(), gradient, label=name)
    value.set(title="Loss", xlabel="lead of the right class", ylim=(-0.1, 5))
    slope.set(title="Gradient", xlabel="lead of the right class")
    slope.set(ylim=(-3.2, 0.2))
    value.legend()
    slope.legend()
    return figure
