"""-log p_y, 9.21 (1 - p_y) and their sum, with their slopes in the logit."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

FLOOR = -np.log(1e-4)
NAMES = ("cross-entropy", "reverse, A = −9.21", "symmetric, α = β = 1")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(("number", "label", "sign"), [(0, 1, 1), (1, 0, -1)])
def test_curves_are_the_losses_and_their_gradients(number, label, sign):
    drawn = panels("symmetric_cross_entropy")

    def losses(z):
        p = sigmoid(sign * z)
        return -np.log(p), FLOOR * (1 - p), -np.log(p) + FLOOR * (1 - p)

    def slopes(z):
        p = sigmoid(sign * z)
        forward, reverse = -sign * (1 - p), -sign * FLOOR * p * (1 - p)
        return forward, reverse, forward + reverse

    for panel, title, x, y, both in (
        (drawn[number], f"Label y = {label}", "", "loss", losses),
        (drawn[number + 2], "", "logit z", "gradient in z", slopes),
    ):
        lines = {
            name: lambda z, n=n, both=both: both(z)[n]
            for n, name in enumerate(NAMES)
        }
        panel.shows(title, x, y if number == 0 else "", lines)


def test_the_reverse_gradient_peaks_where_the_model_is_undecided():
    for slope in panels("symmetric_cross_entropy")[2:]:
        z, reverse = points(slope.lines[NAMES[1]])
        assert abs(z[np.abs(reverse).argmax()]) < 1e-5
