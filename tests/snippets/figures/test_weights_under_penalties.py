"""The same descent in NumPy: the gradient of each penalty is written out."""

import numpy as np

from snippets.figures.weights_under_penalties import samples
from tests.snippets.drawn import panels, points

PULLS = {
    "No penalty": lambda w: 0 * w,
    "L2": lambda w: 0.5 * w,
    "L1": lambda w: 0.3 * np.sign(w),
}


def descent(pull):
    x, y = (each.double().numpy() for each in samples())
    weights, bias = np.zeros((50, 1)), 0.0
    for _ in range(1000):
        error = x @ weights + bias - y
        step = 2 * x.T @ error / 60 + pull(weights)
        weights, bias = weights - 0.05 * step, bias - 0.1 * error.mean()
    return weights[:, 0]


def test_stems_are_the_weights():
    inputs = np.arange(1, 51)
    for number, (panel, (title, pull)) in enumerate(
        zip(panels("weights_under_penalties"), PULLS.items(), strict=True)
    ):
        weights = descent(pull)
        panel.shows(
            title,
            "input" if number == 2 else "",
            "its weight" if number == 1 else "",
            {},
            [(inputs[:5], weights[:5]), (inputs[5:], weights[5:])],
            # A weight at a corner jumps by a step of 0.05 times 0.3.
            atol=0.02 if title == "L1" else 1e-3,
        )


def test_only_l1_leaves_the_inputs_that_matter():
    largest = {
        panel.title: np.abs(points(panel.others[1])[1]).max()
        for panel in panels("weights_under_penalties")
    }
    assert largest["L1"] < largest["L2"] < largest["No penalty"]
