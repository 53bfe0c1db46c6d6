"""n pixels with y = 1 beside 4096 - n others, all at p = sigmoid(-2)."""

import numpy as np

from tests.snippets.drawn import panels, points

P, PIXELS = 1 / (1 + np.exp(2)), 4096


def cross_entropy(n):
    return n * (1 - P) / (n * (1 - P) + (PIXELS - n) * P)


def dice(n):
    """By each p the derivative of 1 - (2 n p + 1) / (N p + n + 1)."""
    both, size = 2 * n * P + 1, PIXELS * P + n + 1
    own, other = n * (2 * size - both), (PIXELS - n) * both
    return own / (own + other)


def test_curves_are_the_shares():
    (panel,) = panels("share_of_a_small_object")
    lines = {"cross-entropy": cross_entropy, "Dice": dice}
    x, y = "pixels of the object, of 4096", "share of the gradient"
    panel.shows("", x, y, lines)


def test_the_alternative_text_is_true():
    (panel,) = panels("share_of_a_small_object")
    area, share = points(panel.lines["Dice"])
    assert share[area == 16] > 0.4
    assert points(panel.lines["cross-entropy"])[1][area == 16] < 0.03
