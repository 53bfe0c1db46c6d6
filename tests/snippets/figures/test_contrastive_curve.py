"""log(1 + 255 exp(-c / τ)): 255 wrong keys at a cosine of 0."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_loss_of_a_query():
    (panel,) = panels("contrastive_curve")
    panel.shows(
        "",
        "cosine of the right key",
        "loss of the query",
        {
            f"τ = {tau:g}": lambda c, tau=tau: np.log1p(255 * np.exp(-c / tau))
            for tau in (1, 0.2, 0.07)
        },
    )
