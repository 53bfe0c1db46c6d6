"""The smaller of length and limit."""

import numpy as np

from tests.snippets.drawn import panels


def test_the_curve_is_the_smaller_of_length_and_limit():
    (panel,) = panels("gradient_clipping_curve")
    panel.shows(
        "",
        "length of the gradient",
        "length after clipping",
        {
            "not clipped": lambda length: length,
            "clipped": lambda length: np.minimum(length, 1),
        },
        atol=2e-6,
    )
