"""Left -log p_y and 9.21 (1 - p_y), right α + 9.21 β p_y."""

import numpy as np

from tests.snippets.drawn import panels

FLOOR = -np.log(1e-4)


def test_curves_are_the_losses_and_the_weight():
    value, weight = panels("symmetric_cross_entropy_weight")
    value.shows(
        "Loss",
        "probability of the label",
        "",
        {
            "cross-entropy": lambda p: -np.log(p),
            "reverse": lambda p: FLOOR * (1 - p),
        },
    )
    weight.shows(
        "Gradient over cross-entropy’s",
        "probability of the label",
        "",
        {
            "α = 1, β = 0": lambda p: 1,
            "α = 1, β = 1": lambda p: 1 + FLOOR * p,
            "α = 0.1, β = 1": lambda p: 0.1 + FLOOR * p,
        },
        rtol=1e-3,
    )
