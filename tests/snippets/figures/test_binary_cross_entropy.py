"""Left -y log p - (1 - y) log(1 - p), right p - y; three targets each."""

import numpy as np

from tests.snippets.drawn import panels


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss(y):
    return lambda z: -y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z))


def test_curves_are_the_loss_and_its_gradient():
    value, slope = panels("binary_cross_entropy")
    targets = {"y = 1": 1, "y = 0": 0, "y = 0.7": 0.7}
    value.shows(
        "Loss", "logit z", "", {name: loss(y) for name, y in targets.items()}
    )
    gradients = {
        name: lambda z, y=y: sigmoid(z) - y for name, y in targets.items()
    }
    slope.shows("Gradient", "logit z", "", gradients)
