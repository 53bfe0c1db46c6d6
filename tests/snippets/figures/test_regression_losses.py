"""Four regression losses and their gradients, from their formulas."""

import numpy as np

from tests.snippets.drawn import panels

FORMULAS = {
    "MSE": (lambda e: e**2, lambda e: 2 * e),
    "L1 loss": (np.abs, np.sign),
    "Smooth L1, β = 1": (
        lambda e: np.where(abs(e) < 1, e**2 / 2, abs(e) - 0.5),
        lambda e: np.where(abs(e) < 1, e, np.sign(e)),
    ),
    "Huber, δ = 2": (
        lambda e: np.where(abs(e) <= 2, e**2 / 2, 2 * (abs(e) - 1)),
        lambda e: np.clip(e, -2, 2),
    ),
}


def test_curves_are_the_losses_and_their_gradients():
    for number, (panel, title) in enumerate(
        zip(panels("regression_losses"), ("Loss", "Gradient"), strict=True)
    ):
        lines = {name: both[number] for name, both in FORMULAS.items()}
        panel.shows(title, "error e = ŷ − y", "", lines)
