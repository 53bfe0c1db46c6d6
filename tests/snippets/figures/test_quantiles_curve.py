"""(1 - τ) e above 0, and -τ e below."""

import numpy as np

from tests.snippets.drawn import panels


def loss(level):
    return lambda e: np.where(e > 0, (1 - level) * e, -level * e)


def test_curves_are_the_quantile_losses():
    (panel,) = panels("quantiles_curve")
    panel.shows(
        "",
        "error e = ŷ − y",
        "loss of the sample",
        {f"τ = {level}": loss(level) for level in (0.9, 0.5, 0.1)},
    )
