"""log cosh e, e² / 2 and |e|."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_losses():
    (panel,) = panels("log_cosh_loss_curve")
    panel.shows(
        "",
        "error",
        "loss of the sample",
        {
            "log-cosh": lambda e: np.log(np.cosh(e)),
            "e² / 2": lambda e: e**2 / 2,
            "L1 loss": np.abs,
        },
    )
