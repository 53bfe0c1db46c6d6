"""Softmax and cross-entropy of logits divided by a temperature."""

import torch
from torch import Tensor
from torch.nn import functional as F

X_LABEL = "margin"
X = torch.linspace(-4, 8, 121)
X_START = 2.0
PANELS = {
    "Probability": {"ylim": (0, 1)},
    "Loss": {"ylim": (0, 8)},
}
LOSSES = {"T": "cross-entropy", "T = 1": "cross-entropy"}
SLIDERS = {
    "temperature T": [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    "classes K": [2, 10, 100],
}
START = [2, 10]
PRESETS = {
    "softer": {"temperature T": 5},
    "sharper": {"temperature T": 0.25},
    "off": {"temperature T": 1},
}
LINE = "loss = F.cross_entropy(logits / {temperature}, target)"


def explore(temperature: float, classes: int) -> dict[str, dict[str, Tensor]]:
    """The lines of each panel for one place of the sliders."""
    others = torch.zeros(len(X), classes - 1)
    logits = torch.cat([X[:, None], others], dim=1)
    target = torch.zeros(len(X), dtype=torch.long)
    scaled = {"T": logits / temperature, "T = 1": logits}
    return {
        "Probability": {
            name: torch.softmax(z, dim=1)[:, 0] for name, z in scaled.items()
        },
        "Loss": {
            name: F.cross_entropy(z, target, reduction="none")
            for name, z in scaled.items()
        },
    }
