"""Cross-entropy to a smoothed target, and the same less its entropy."""

import numpy as np
import pytest

from snippets.explorers.label_smoothing import SLIDERS, X_LABEL, X, explore


def loss_and_gradient(epsilon, classes):
    """With the right logit m above the others, which are 0."""
    m = X.numpy().astype(float)
    total = np.exp(m) + classes - 1
    right = 1 - epsilon + epsilon / classes
    return np.log(total) - right * m, np.exp(m) / total - right


@pytest.mark.parametrize("epsilon", [0, 0.1, 0.5])
@pytest.mark.parametrize("classes", [2, 100])
def test_lines_are_the_losses_and_their_gradients(epsilon, classes):
    panels = explore(epsilon, classes)
    plain, plain_slope = loss_and_gradient(0, classes)
    smooth, slope = loss_and_gradient(epsilon, classes)
    share = epsilon / classes
    shares = np.array([1 - epsilon + share] + [share] * (classes - 1))
    entropy = -sum(q * np.log(q) for q in shares if q)
    names = ("cross-entropy, ε = 0", "cross-entropy, ε", "KL divergence, ε")
    for title, values in (
        ("Loss", (plain, smooth, smooth - entropy)),
        ("Gradient", (plain_slope, slope, slope)),
    ):
        expected = dict(zip(names, values, strict=True))
        assert panels[title].keys() == expected.keys()
        for name, line in panels[title].items():
            np.testing.assert_allclose(
                line, expected[name], rtol=1e-4, atol=1e-5
            )


def test_it_says_what_moves():
    assert X_LABEL == "margin"
    assert [*SLIDERS] == ["ε", "classes K"]
