"""What each direction of the divergence does to the logit of one class."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("KL divergence", "reverse KL")
TARGET = 0.9


def draw() -> Figure:
    """Draw both gradients over the logit of a class with this target."""
    figure, axis = plt.subplots()
    z = torch.linspace(-8, 8, 161, dtype=torch.float64, requires_grad=True)
    log_p = torch.stack([z, torch.zeros_like(z)], dim=1).log_softmax(1)
    y = torch.tensor([TARGET, 1 - TARGET], dtype=torch.float64)
    log_y = y.log().expand_as(log_p)
    for name, prediction, target in (
        ("KL(y, p), forward", log_p, log_y),
        ("KL(p, y), reverse", log_y, log_p),
    ):
        loss = F.kl_div(prediction, target, reduction="sum", log_target=True)
        (gradient,) = torch.autograd.grad(loss, z, retain_graph=True)
        axis.plot(z.detach(), gradient, label=name)
    axis.axhline(0, color=plt.rcParams["axes.edgecolor"], linewidth=0.8)
    axis.set(xlabel="logit z of the class", ylabel="gradient", xlim=(-8, 8))
    axis.legend()
    return figure
