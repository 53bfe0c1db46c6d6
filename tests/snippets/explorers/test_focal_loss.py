"""The lines are -α (1 - p)^γ log p and its slope, and those of a negative."""

import numpy as np
import pytest

from snippets.explorers.focal_loss import SLIDERS, X_LABEL, X, explore


@pytest.mark.parametrize("gamma", [0, 0.25, 2, 5])
@pytest.mark.parametrize("alpha", [None, 0.1, 0.75])
def test_lines_are_the_loss_and_its_gradient(gamma, alpha):
    z = X.numpy().astype(float)
    p, q = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
    positive, negative = (1, 1) if alpha is None else (alpha, 1 - alpha)
    loss = {
        "cross-entropy, y = 1": -np.log(p),
        "focal, y = 1": -positive * q**gamma * np.log(p),
        "focal, y = 0": -negative * p**gamma * np.log(q),
    }
    gradient = {
        "cross-entropy, y = 1": -q,
        "focal, y = 1": positive * q**gamma * (gamma * p * np.log(p) - q),
        "focal, y = 0": negative * p**gamma * (p - gamma * q * np.log(q)),
    }
    panels = explore(gamma, alpha)
    for title, expected in (("Loss", loss), ("Gradient", gradient)):
        assert panels[title].keys() == expected.keys()
        for name, line in panels[title].items():
            np.testing.assert_allclose(
                line, expected[name], rtol=1e-5, atol=1e-6
            )


def test_it_says_what_moves():
    assert X_LABEL == "logit z"
    assert [*SLIDERS] == ["γ", "α"]
