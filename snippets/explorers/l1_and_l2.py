"""Where L1 and L2 take the minimum of a loss of two weights, over lambda."""

import functools

import torch
from torch import Tensor

from snippets.figures.l1_and_l2 import CURVATURE, MINIMUM, loss, optimum

LOSSES = {"equal penalty": "L1"}
SLIDERS = {"λ": [step / 5 for step in range(19)]}
START = [1.4]
PRESETS = {"first zero": {"λ": 1.2}, "off": {"λ": 0}}
AXES = {
    "xlabel": "w₁ across, w₂ up",
    "xlim": (-1.9, 3.1),
    "ylim": (-1.4, 3.6),
    "equal": True,
}
PANELS = {"L1": AXES, "L2": AXES}


@functools.cache
def path(norm: str) -> Tensor:
    """The optimum for each strength of the slider."""
    return torch.stack([optimum(norm, strength) for strength in SLIDERS["λ"]])


def explore(strength: float) -> dict[str, dict[str, tuple[Tensor, Tensor]]]:
    """The lines of each panel for one place of the slider."""
    number = SLIDERS["λ"].index(strength)
    turn = torch.linspace(0, 2 * torch.pi, 121)
    circle = torch.stack([turn.cos(), turn.sin()])
    # The loss is |factor^T (w - minimum)|^2 / 2.
    factor = torch.linalg.cholesky(CURVATURE)
    ellipse = torch.linalg.solve(factor.T, circle)
    panels = {}
    for norm, order in (("L1", 1), ("L2", 2)):
        so_far = path(norm)[: number + 1]
        best = so_far[-1]
        ring = circle * best.norm(p=order) / circle.norm(p=order, dim=0)
        contour = MINIMUM[:, None] + (2 * loss(best)).sqrt() * ellipse
        rest = best.expand(len(path(norm)) - len(so_far), 2)
        panels[norm] = {
            "equal loss": tuple(contour),
            "equal penalty": tuple(ring),
            "path": tuple(torch.cat([so_far, rest]).T),
            "optimum": tuple(best[:, None]),
        }
    return panels
