"""log cosh e, e^2 / 2 and |e|, and tanh e, e and sign e."""

import numpy as np

from tests.snippets.drawn import panels, points


def test_curves_are_the_losses_and_their_gradients():
    value, slope = panels("log_cosh_loss")
    value.shows(
        "Loss",
        "error e = ŷ − y",
        "",
        {
            "log-cosh": lambda e: np.log(np.cosh(e)),
            "half the squared error": lambda e: e**2 / 2,
            "L1 loss": np.abs,
        },
    )
    slope.shows(
        "Gradient",
        "error e = ŷ − y",
        "",
        {
            "log-cosh": np.tanh,
            "half the squared error": lambda e: e,
            "L1 loss": np.sign,
        },
    )


def test_log_cosh_ends_log_2_below_l1():
    lines = panels("log_cosh_loss")[0].lines
    l1, log_cosh = (points(lines[name])[1] for name in ("L1 loss", "log-cosh"))
    np.testing.assert_allclose((l1 - log_cosh)[[0, -1]], np.log(2), 1e-3)
