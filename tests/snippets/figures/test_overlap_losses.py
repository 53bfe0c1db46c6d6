"""100 pixels at p = sigmoid(z) and 900 others at sigmoid(-6), by the sums."""

import numpy as np

from tests.snippets.drawn import panels, points

FALSE = 900 / (1 + np.exp(6))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def overlap(alpha, beta, times=1):
    def loss(z):
        both, missed = 100 * sigmoid(z), 100 * sigmoid(-z)
        wrong = alpha * FALSE + beta * missed
        return wrong / (times * both + wrong)

    def slope(z):
        both, missed = 100 * sigmoid(z), 100 * sigmoid(-z)
        wrong = alpha * FALSE + beta * missed
        change = 100 * sigmoid(z) * sigmoid(-z)
        whole = times * both + wrong
        return -times * change * (both * beta + wrong) / whole**2

    return loss, slope


CURVES = {
    "cross-entropy": (
        lambda z: 0.1 * np.log1p(np.exp(-z)) + 0.9 * np.log1p(np.exp(-6)),
        lambda z: -0.1 * sigmoid(-z),
    ),
    "Dice": overlap(1, 1, times=2),
    "Jaccard": overlap(1, 1),
    "Tversky": overlap(0.3, 0.7),
    "Lovász": (
        lambda z: np.maximum(0, 1 - z),
        lambda z: np.where(z < 1, -1.0, 0.0),
    ),
}


def test_curves_are_the_losses_and_their_gradients():
    value, slope = panels("overlap_losses")
    for panel, title, at in ((value, "Loss", 0), (slope, "Gradient", 1)):
        lines = {name: pair[at] for name, pair in CURVES.items()}
        panel.shows(title, "logit z of the object", "", lines)


def test_an_object_that_is_missed_pulls_by_lovász_alone():
    _, slope = panels("overlap_losses")
    pulls = {name: -points(x)[1][0] for name, x in slope.lines.items()}
    assert pulls.pop("Lovász") == 1
    assert max(pulls["Dice"], pulls["Jaccard"], pulls["Tversky"]) < 0.06
