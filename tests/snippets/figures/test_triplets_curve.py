"""max(0, 1 - d + m) and log(1 + exp(1 - d)), for a positive at 1."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_loss_of_a_triplet():
    (panel,) = panels("triplets_curve")
    panel.shows(
        "",
        "distance of the negative",
        "loss of the triplet",
        {
            "m = 0.5": lambda d: np.maximum(0, 1 - d + 0.5),
            "no margin": lambda d: np.log1p(np.exp(1 - d)),
        },
    )
