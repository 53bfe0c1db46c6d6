"""e², |e|, and the first half as steep until it is as steep as the second."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_losses_of_an_error():
    (panel,) = panels("regression_curve")
    panel.shows(
        "",
        "error e = ŷ − y",
        "loss of the sample",
        {
            "MSE": np.square,
            "Huber": lambda e: np.where(abs(e) <= 1, e**2 / 2, abs(e) - 0.5),
            "L1 loss": np.abs,
        },
    )
