"""A loss of one weight, and the highest of its values within a distance."""

import numpy as np

from tests.snippets.drawn import panels, points

RHO = 0.3


def loss(w):
    sharp = 1.1 * np.exp(-50 * (w + 1) ** 2)
    return 1.3 - sharp - np.exp(-((w - 1) ** 2) / 2)


def worst(w):
    ways = np.linspace(-RHO, RHO, 601)
    return loss(np.asarray(w)[:, None] + ways).max(1)


def test_curves_are_the_loss_and_its_worst():
    (panel,) = panels("flat_minima_curve")
    lines = {"within ρ": worst, "loss": loss}
    panel.shows("", "weight w", "loss", lines, atol=2e-3)


def test_the_alternative_text_is_true():
    (panel,) = panels("flat_minima_curve")
    w, low = points(panel.lines["loss"])
    assert abs(w[low.argmin()] + 1) < 0.05  # the sharp one is the lower
    w, high = points(panel.lines["within ρ"])
    assert abs(w[high.argmin()] - 1) < 0.05
    near = high[abs(w + 1) < 0.3]
    assert near.min() > 1
