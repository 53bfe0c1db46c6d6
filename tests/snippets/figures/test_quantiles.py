"""Both losses and their slopes at τ = 0.9, from the weights of both sides."""

import numpy as np

from tests.snippets.drawn import panels


def weight(e):
    return np.where(e > 0, 1 - 0.9, 0.9)


def test_curves_are_the_losses_and_their_gradients():
    value, slope = panels("quantiles")
    value.shows(
        "Loss",
        "error e = ŷ − y",
        "",
        {
            "quantile, τ = 0.9": lambda e: weight(e) * abs(e),
            "expectile, τ = 0.9": lambda e: weight(e) * e**2,
        },
    )
    slope.shows(
        "Gradient",
        "error e = ŷ − y",
        "",
        {
            "quantile, τ = 0.9": lambda e: weight(e) * np.sign(e),
            "expectile, τ = 0.9": lambda e: 2 * weight(e) * e,
        },
    )
