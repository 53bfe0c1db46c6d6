"""p - y, and p (log(p / y) - KL(p, y)), for two classes and a target of 0.9."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

Y = 0.9


def p(z):
    return 1 / (1 + np.exp(-z))


def reverse(z):
    ratio, other = np.log(p(z) / Y), np.log(p(-z) / (1 - Y))
    return p(z) * (ratio - p(z) * ratio - p(-z) * other)


def test_curves_are_both_gradients():
    (panel,) = panels("kl_gradient")
    panel.shows(
        "",
        "logit z of the class",
        "gradient",
        {
            "KL(y, p), forward": lambda z: p(z) - Y,
            "KL(p, y), reverse": reverse,
        },
        [([0, 1], 0)],
    )


def test_both_are_0_at_the_target_and_the_reverse_one_fades_far_from_it():
    (panel,) = panels("kl_gradient")
    z, forward = points(panel.lines["KL(y, p), forward"])
    _, backward = points(panel.lines["KL(p, y), reverse"])
    at_target = np.log(Y / (1 - Y))
    for gradient in (forward, backward):
        assert np.interp(at_target, z, gradient) == pytest.approx(0, abs=1e-3)
    assert forward[0] == pytest.approx(-Y, abs=1e-3)
    assert -0.01 < backward[0] < 0
    assert 0 < backward[-1] < 0.1
