"""Smoothed cross-entropy of ten classes against the margin, and its slope."""

import numpy as np

from tests.snippets.drawn import panels

EPSILONS = {"ε = 0": 0, "ε = 0.05": 0.05, "ε = 0.1": 0.1, "ε = 0.2": 0.2}


def loss(m, epsilon):
    """Of the right class, and of each of the nine others."""
    share = 1 - epsilon + epsilon / 10
    return np.log(np.exp(m) + 9) - share * m


def slope_of(m, epsilon):
    share = 1 - epsilon + epsilon / 10
    return np.exp(m) / (np.exp(m) + 9) - share


def test_curves_are_the_smoothed_loss_and_its_gradient():
    value, slope = panels("label_smoothing")
    smoothed = [e for e in EPSILONS.values() if e]
    best = [np.log(1 + 10 * (1 - e) / e) for e in smoothed]
    value.shows(
        "Loss",
        "margin of the right logit",
        "",
        {
            name: lambda m, e=epsilon: loss(m, e)
            for name, epsilon in EPSILONS.items()
        },
        [
            # The drawn points are 0.05 apart.
            (np.round(at * 20) / 20, loss(np.round(at * 20) / 20, epsilon))
            for at, epsilon in zip(best, smoothed, strict=True)
        ],
    )
    slope.shows(
        "Gradient",
        "margin of the right logit",
        "",
        {
            name: lambda m, e=epsilon: slope_of(m, e)
            for name, epsilon in EPSILONS.items()
        },
        [([0, 1], 0)],
    )
