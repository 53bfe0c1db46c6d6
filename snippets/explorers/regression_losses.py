"""Huber and smooth L1 between the squared and the absolute error."""

import torch
from torch import Tensor
from torch.nn import functional as F

X_LABEL = "error ŷ − y"
X = torch.linspace(-4, 4, 81)
X_START = 1.5
PANELS = {"Loss": {"ylim": (0, 8)}, "Gradient": {"ylim": (-4, 4)}}
SLIDERS = {
    "δ of Huber": [0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4],
    "β of smooth L1": [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4],
}
START = [2, 1]
PRESETS = {
    "PyTorch's": {"δ of Huber": 1, "β of smooth L1": 1},
    "squared": {"δ of Huber": 4, "β of smooth L1": 4},
    "absolute": {"δ of Huber": 0.25, "β of smooth L1": 0},
}


def explore(delta: float, beta: float) -> dict[str, dict[str, Tensor]]:
    """The lines of each panel for one place of the sliders."""
    error = X.clone().requires_grad_()
    zero = torch.zeros_like(error)
    losses = {
        "MSE": F.mse_loss(error, zero, reduction="none"),
        "L1 loss": F.l1_loss(error, zero, reduction="none"),
        "smooth L1": F.smooth_l1_loss(error, zero, reduction="none", beta=beta),
        "Huber": F.huber_loss(error, zero, reduction="none", delta=delta),
    }
    return {
        "Loss": {name: loss.detach() for name, loss in losses.items()},
        "Gradient": {
            name: torch.autograd.grad(loss.sum(), error)[0]
            for name, loss in losses.items()
        },
    }
