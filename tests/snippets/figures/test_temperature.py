"""Left 1 / (1 + (K - 1) exp(-m / T)), right minus its logarithm."""

import numpy as np

from tests.snippets.drawn import panels

TEMPERATURES = {"T = 0.5": 0.5, "T = 1": 1, "T = 2": 2, "T = 5": 5}


def probability(m, t):
    return 1 / (1 + 9 * np.exp(-m / t))


def test_curves_are_the_softmax_and_its_cross_entropy():
    chance, value = panels("temperature")
    label = "margin of the right logit"
    chances = {
        name: lambda m, t=t: probability(m, t)
        for name, t in TEMPERATURES.items()
    }
    chance.shows("Probability of the right class", label, "", chances)
    losses = {
        name: lambda m, t=t: -np.log(probability(m, t))
        for name, t in TEMPERATURES.items()
    }
    value.shows("Loss", label, "", losses)
