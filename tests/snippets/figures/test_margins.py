"""max(0, 1 - d), its square and log(1 + exp(-d)) of a lead d, and slopes."""

import numpy as np

from tests.snippets.drawn import panels, points

LEAD = "lead of the right class"


def test_curves_are_the_losses_and_their_gradients():
    value, slope = panels("margins")
    value.shows(
        "Loss",
        LEAD,
        "",
        {
            "hinge, q = 1": lambda d: np.maximum(0, 1 - d),
            "hinge, q = 2": lambda d: np.maximum(0, 1 - d) ** 2,
            "soft margin": lambda d: np.log1p(np.exp(-d)),
        },
    )
    slope.shows(
        "Gradient",
        LEAD,
        "",
        {
            "hinge, q = 1": lambda d: np.where(
                np.isclose(d, 1), np.nan, -1.0 * (d < 1)
            ),
            "hinge, q = 2": lambda d: -2 * np.maximum(0, 1 - d),
            "soft margin": lambda d: -1 / (1 + np.exp(d)),
        },
    )


def test_the_soft_margin_never_lets_go():
    _, slope = panels("margins")
    assert (points(slope.lines["soft margin"])[1] < 0).all()
    for name in ("hinge, q = 1", "hinge, q = 2"):
        lead, gradient = points(slope.lines[name])
        assert (gradient[lead > 1.01] == 0).all()
