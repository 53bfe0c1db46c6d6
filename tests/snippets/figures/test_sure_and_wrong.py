"""Gradient descent once more, in NumPy, with each gradient written out."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

# By what the logit is pulled, if 9 of 10 are a yes.
PULLS = {
    "cross-entropy": lambda p: p - 0.9,
    "MSE": lambda p: 2 * (p - 0.9) * p * (1 - p),
    "L1 loss": lambda p: -0.8 * p * (1 - p),
}


@pytest.fixture(scope="module")
def panel():
    (panel,) = panels("sure_and_wrong")
    return panel


def expected(name):
    """The probability of a yes after each step."""
    z, found = -6.0, []
    for _ in range(801):
        found.append(1 / (1 + np.exp(-z)))
        z -= PULLS[name](found[-1])
    return np.array(found)


def test_curves_are_the_probability_after_each_step(panel):
    lines = {
        name: lambda step, name=name: expected(name)[step.astype(int)]
        for name in PULLS
    }
    panel.shows("", "step", "p of spam", lines, rtol=1e-6)


def test_the_alternative_text_is_true(panel):
    found = {name: points(line)[1] for name, line in panel.lines.items()}
    rise = {name: int((p > 0.45).argmax()) for name, p in found.items()}
    assert rise["cross-entropy"] < 10
    assert 20 * rise["cross-entropy"] < rise["MSE"] < rise["L1 loss"] < 600
    for name in ("cross-entropy", "MSE"):
        assert found[name].max() <= 0.9 + 1e-9
        assert found[name][-1] == pytest.approx(0.9, abs=1e-3)
    assert 0.99 < found["L1 loss"][-1] < 1
