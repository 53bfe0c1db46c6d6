"""-log p for a yes, -log(1 - p) for a no."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_loss_of_a_yes_and_of_a_no():
    (panel,) = panels("binary_cross_entropy_curve")
    panel.shows(
        "",
        "p, the chance of a yes",
        "loss of the sample",
        {
            "y = 1": lambda p: -np.log(p),
            "y = 0": lambda p: -np.log(1 - p),
        },
        rtol=1e-5,
    )
