"""Left log(1 + (K - 1) exp(-m)), right its slope, with dots at log K."""

import numpy as np

from tests.snippets.drawn import panels

CLASSES = {"K = 2": 2, "K = 10": 10, "K = 100": 100}


def wrong(k, m):
    """The total of the other classes, over the right one."""
    return (k - 1) * np.exp(-m)


def test_curves_are_the_loss_of_a_margin_and_its_gradient():
    value, slope = panels("cross_entropy")
    value.shows(
        "Loss",
        "margin of the right logit",
        "",
        {
            name: lambda m, k=k: np.log1p(wrong(k, m))
            for name, k in CLASSES.items()
        },
        [(0, np.log(k)) for k in CLASSES.values()],
    )
    slope.shows(
        "Gradient",
        "margin of the right logit",
        "",
        {
            name: lambda m, k=k: -wrong(k, m) / (1 + wrong(k, m))
            for name, k in CLASSES.items()
        },
    )
