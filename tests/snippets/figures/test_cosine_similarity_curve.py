"""1 - cos θ for y = 1, max(0, cos θ - m) for y = -1."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_loss_of_a_pair():
    (panel,) = panels("cosine_similarity_curve")
    panel.shows(
        "",
        "angle in degrees",
        "loss of the pair",
        {
            "y = 1": lambda x: 1 - np.cos(np.deg2rad(x)),
            "y = −1, m = 0.5": lambda x: np.maximum(
                0, np.cos(np.deg2rad(x)) - 0.5
            ),
        },
    )
