"""Distillation and its gradient over the student's logit, for four T."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.distillation_loss import distillation_loss

TEMPERATURES = (1, 2, 4, 16)
LOSSES = ("distillation",) * len(TEMPERATURES)


def draw() -> Figure:
    """Draw both for two classes; the teacher's logits are 2 and 0."""
    figure, (value, slope) = plt.subplots(1, 2, sharex=True)
    teacher = torch.tensor([2.0, 0.0]).double()
    for temperature in TEMPERATURES:
        z = torch.linspace(-8, 12, 101).double().requires_grad_()
        logits = torch.stack([z, torch.zeros_like(z)], dim=1)
        loss = distillation_loss(
            logits,
            teacher.expand_as(logits),
            temperature=float(temperature),
            reduction="none",
        )
        (gradient,) = torch.autograd.grad(loss.sum(), z)
        value.plot(z.detach(), loss.detach(), label=f"T = {temperature}")
        slope.plot(z.detach(), gradient, label=f"T = {temperature}")
    value.set(title="Loss", xlabel="logit z of the student", ylim=(0, 12))
    slope.set(title="Gradient", xlabel="logit z of the student")
    value.set(xticks=[-8, -3, 2, 7, 12])
    value.legend()
    slope.legend()
    return figure
