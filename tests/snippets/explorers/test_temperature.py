"""The right class among K, whose other logits are 0, at a temperature."""

import numpy as np
import pytest

from snippets.explorers.temperature import X, explore


@pytest.mark.parametrize("temperature", [0.25, 1, 10])
@pytest.mark.parametrize("classes", [2, 100])
def test_lines_are_the_softmax_and_its_cross_entropy(temperature, classes):
    panels = explore(temperature, classes)
    m = X.numpy().astype(float)
    for place, divisor in enumerate((1, temperature)):
        p = 1 / (1 + (classes - 1) * np.exp(-m / divisor))
        probability, loss = (list(panel.values()) for panel in panels.values())
        np.testing.assert_allclose(probability[place], p, rtol=1e-5)
        np.testing.assert_allclose(
            loss[place], -np.log(p), rtol=1e-4, atol=1e-6
        )
