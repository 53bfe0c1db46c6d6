"""Symmetric cross-entropy of a clean or noisy label, over alpha and beta."""

import torch
from torch import Tensor

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

X_LABEL = "logit z"
X = torch.linspace(-7, 7, 71)
X_START = 3.0
LOSSES = ("cross-entropy", "reverse", "symmetric")
PANELS = {"Loss": {"ylim": (0, 16)}, "Gradient in z": {"ylim": (-3.2, 3.2)}}
SLIDERS = {
    "α": [0.0, 0.1, 0.25, 0.5, 0.75, 1.0],
    "β": [0.0, 0.1, 0.25, 0.5, 0.75, 1.0],
    "label y": ["1, clean", "0, noisy"],
}
START = [1, 1, "1, clean"]
PRESETS = {"the paper's": {"α": 0.1, "β": 1}, "off": {"α": 1, "β": 0}}
LINE = (
    "loss = binary_symmetric_cross_entropy("
    "logits, target, alpha={alpha}, beta={beta})"
)


def curves(label: str, alpha: float, beta: float) -> tuple[Tensor, Tensor]:
    """Value and gradient against the logit."""
    logits = X.clone().requires_grad_()
    target = torch.full_like(logits, float(label[0]))
    loss = binary_symmetric_cross_entropy(
        logits, target, alpha=alpha, beta=beta, reduction="none"
    )
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    return loss.detach(), gradient


def explore(
    alpha: float, beta: float, label: str
) -> dict[str, dict[str, Tensor]]:
    """The lines of each panel for one place of the sliders."""
    lines = {
        "cross-entropy": curves(label, 1, 0),
        "reverse": curves(label, 0, 1),
        "symmetric": curves(label, alpha, beta),
    }
    return {
        "Loss": {name: loss for name, (loss, _) in lines.items()},
        "Gradient in z": {name: slope for name, (_, slope) in lines.items()},
    }
