"""α times cross-entropy plus β times -A times the probability of the other."""

import math

import numpy as np
import pytest

from snippets.explorers.symmetric_cross_entropy import (
    SLIDERS,
    X_LABEL,
    X,
    explore,
)


@pytest.mark.parametrize(("alpha", "beta"), [(1, 1), (0.1, 1), (0.5, 0)])
@pytest.mark.parametrize(("label", "sign"), [("1, clean", 1), ("0, noisy", -1)])
def test_lines_are_the_loss_and_its_gradient(alpha, beta, label, sign):
    z = X.numpy().astype(float)
    p, q = 1 / (1 + np.exp(-sign * z)), 1 / (1 + np.exp(sign * z))
    floor = -math.log(1e-4)
    forward, reverse = -np.log(p), floor * q
    slopes = -sign * q, -sign * floor * p * q
    panels = explore(alpha, beta, label)
    for title, (first, second) in (
        ("Loss", (forward, reverse)),
        ("Gradient in z", slopes),
    ):
        expected = {
            "cross-entropy": first,
            "symmetric": alpha * first + beta * second,
            "reverse": second,
        }
        assert panels[title].keys() == expected.keys()
        for name, line in panels[title].items():
            np.testing.assert_allclose(
                line, expected[name], rtol=1e-4, atol=1e-5
            )


def test_it_says_what_moves():
    assert X_LABEL == "logit z"
    assert [*SLIDERS] == ["α", "β", "label y"]
