"""Focal loss and its gradient beside cross-entropy, over gamma and alpha."""

import torch
from torch import Tensor

from snippets.losses.focal_loss import focal_loss

X_LABEL = "logit z"
X = torch.linspace(-6, 6, 61)
X_START = 1.0
PANELS = {"Loss": {"ylim": (0, 6)}, "Gradient": {"ylim": (-1.5, 1.5)}}
SLIDERS = {
    "γ": [step / 2 for step in range(11)],
    "α": [None, 0.1, 0.25, 0.5, 0.75, 0.9],
}
START = [2, 0.75]
PRESETS = {
    "the paper's": {"γ": 2, "α": 0.25},
    "the book's": {"γ": 2, "α": 0.75},
    "off": {"γ": 0, "α": None},
}
LINE = "loss = focal_loss(logits, target, gamma={gamma}, alpha={alpha})"


def curves(target: float, **options) -> tuple[Tensor, Tensor]:
    """Value and gradient against the logit."""
    logits = X.clone().requires_grad_()
    targets = torch.full_like(logits, target)
    loss = focal_loss(logits, targets, reduction="none", **options)
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    return loss.detach(), gradient


def explore(gamma: float, alpha: float | None) -> dict[str, dict[str, Tensor]]:
    """The curves of each panel for one place of the sliders."""
    lines = {
        "cross-entropy, y = 1": curves(1.0, gamma=0, alpha=None),
        "focal, y = 1": curves(1.0, gamma=gamma, alpha=alpha),
        "focal, y = 0": curves(0.0, gamma=gamma, alpha=alpha),
    }
    return {
        "Loss": {name: loss for name, (loss, _) in lines.items()},
        "Gradient": {name: slope for name, (_, slope) in lines.items()},
    }
