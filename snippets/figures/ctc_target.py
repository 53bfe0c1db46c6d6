"""The target that the CTC loss makes for itself, at first and later."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor
from torch.nn import functional as F

STEPS, TEXT = 12, torch.tensor([[1, 2, 3]])
CLASSES = ("blank", "c", "a", "t")
LOSSES = ("line-2", "ctc", "ctc", "ctc")
PANELS = {"At the start": 0, "After 10 steps of descent": 10}


def target(z: Tensor) -> Tensor:
    """The share of each class at each step in the paths that spell the text.

    It is p less the gradient of the loss.
    """
    z = z.detach().requires_grad_()
    lengths = torch.tensor([STEPS]), torch.tensor([TEXT.shape[1]])
    log_p = z.log_softmax(dim=1)[:, None]
    loss = F.ctc_loss(log_p, TEXT, *lengths, reduction="sum")
    (gradient,) = torch.autograd.grad(loss, z)
    return z.detach().softmax(dim=1) - gradient


def draw() -> Figure:
    """Draw it for logits of 0, and for those that gradient descent finds."""
    figure, axes = plt.subplots(1, 2, sharey=True)
    z = torch.zeros(STEPS, len(CLASSES), dtype=torch.float64)
    for axis, (title, steps) in zip(axes, PANELS.items(), strict=True):
        for _ in range(steps):
            z = z - (z.softmax(dim=1) - target(z))
        for name, share in zip(CLASSES, target(z).T, strict=True):
            axis.plot(range(1, STEPS + 1), share, label=name)
        axis.set(title=title, xlabel="step", ylim=(-0.02, 1.02))
        axis.set_xticks([1, 4, 8, 12])
        axis.legend()
    axes[0].set_ylabel("share of the paths")
    return figure
