"""Label smoothing in cross-entropy and as a KL divergence, over epsilon."""

import torch
from torch import Tensor
from torch.nn import functional as F

X_LABEL = "margin"
X = torch.linspace(0, 10, 101)
X_START = 2.0
PANELS = {"Loss": {"ylim": (0, 4)}, "Gradient": {"ylim": (-1, 0.4)}}
SLIDERS = {
    "ε": [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5],
    "classes K": [2, 10, 100],
}
START = [0.1, 10]
PRESETS = {"the paper's": {"ε": 0.1}, "off": {"ε": 0}}
LINE = "loss = F.cross_entropy(logits, target, label_smoothing={epsilon})"


def explore(epsilon: float, classes: int) -> dict[str, dict[str, Tensor]]:
    """The lines of each panel for one place of the sliders."""
    margin = X.clone().requires_grad_()
    others = torch.zeros(len(X), classes - 1)
    logits = torch.cat([margin[:, None], others], dim=1)
    target = torch.zeros(len(X), dtype=torch.long)
    one_hot = F.one_hot(target, classes).float()
    smooth = (1 - epsilon) * one_hot + epsilon / classes
    log_prob = logits.log_softmax(dim=1)
    losses = {
        "cross-entropy, ε": F.cross_entropy(
            logits, target, label_smoothing=epsilon, reduction="none"
        ),
        "cross-entropy, ε = 0": F.cross_entropy(
            logits, target, reduction="none"
        ),
        "KL divergence, ε": F.kl_div(log_prob, smooth, reduction="none").sum(1),
    }
    return {
        "Loss": {name: loss.detach() for name, loss in losses.items()},
        "Gradient": {
            name: torch.autograd.grad(loss.sum(), margin, retain_graph=True)[0]
            for name, loss in losses.items()
        },
    }
