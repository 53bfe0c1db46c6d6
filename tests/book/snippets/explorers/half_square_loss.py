"""Half the square of the error, over the target."""

import torch
from torch import Tensor

from snippets.losses.half_square_loss import half_square_loss

X_LABEL = "prediction"
X = torch.linspace(-3, 3, 13)
X_START = 1.0
PANELS = {"Loss": {"ylim": (0, 8)}}
SLIDERS = {"target": [-1, 0, 1]}
START = [0]
PRESETS = {"off": {"target": 0}}
LINE = "loss = half_square_loss(x, torch.full_like(x, {target}))"


def explore(target: float) -> dict[str, dict[str, Tensor]]:
    """The curve for one place of the slider."""
    loss = half_square_loss(X, torch.full_like(X, target), reduction="none")
    return {"Loss": {"half the square": loss}}
