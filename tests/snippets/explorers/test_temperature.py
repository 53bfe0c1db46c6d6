"""The right class among K, whose other logits are 0, at a temperature."""

import numpy as np
import pytest

from snippets.explorers.temperature import SLIDERS, X_LABEL, X, explore


@pytest.mark.parametrize("temperature", [0.25, 1, 10])
@pytest.mark.parametrize("classes", [2, 100])
def test_lines_are_the_softmax_and_its_cross_entropy(temperature, classes):
    panels = explore(temperature, classes)
    m = X.numpy().astype(float)
    divisors = {"T = 1": 1, "T": temperature}
    for panel in panels.values():
        assert panel.keys() == divisors.keys()
    for name, divisor in divisors.items():
        p = 1 / (1 + (classes - 1) * np.exp(-m / divisor))
        np.testing.assert_allclose(panels["Probability"][name], p, rtol=1e-5)
        np.testing.assert_allclose(
            panels["Loss"][name], -np.log(p), rtol=1e-4, atol=1e-6
        )


def test_it_says_what_moves():
    assert X_LABEL == "margin"
    assert [*SLIDERS] == ["temperature T", "classes K"]
