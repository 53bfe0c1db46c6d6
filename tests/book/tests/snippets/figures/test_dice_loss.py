"""Both lines are 1 - (2 n p + 1) / (100 p + n + 1), n pixels in the mask."""

import numpy as np

from tests.snippets.drawn import panels


def loss(n):
    """Against the logit of every pixel."""

    def at(logit):
        p = 1 / (1 + np.exp(-logit))
        return 1 - (2 * n * p + 1) / (100 * p + n + 1)

    return at


def test_curves_are_the_loss():
    (panel,) = panels("dice_loss")
    lines = {"mask of 50%": loss(50), "mask of 10%": loss(10)}
    panel.shows("", "logit z", "loss", lines)
