"""Four regression losses and their gradients, from their formulas."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets.figures.regression_losses import draw

FORMULAS = {
    "MSE": (lambda e: e**2, lambda e: 2 * e),
    "L1": (np.abs, np.sign),
    "Smooth L1, β = 1": (
        lambda e: np.where(abs(e) < 1, e**2 / 2, abs(e) - 0.5),
        lambda e: np.where(abs(e) < 1, e, np.sign(e)),
    ),
    "Huber, δ = 2": (
        lambda e: np.where(abs(e) <= 2, e**2 / 2, 2 * (abs(e) - 1)),
        lambda e: np.clip(e, -2, 2),
    ),
}


@pytest.mark.parametrize(("number", "name"), list(enumerate(FORMULAS)))
def test_curves_are_the_loss_and_its_gradient(number, name):
    figure = draw()
    plt.close(figure)
    value, slope = (axis.lines[number] for axis in figure.axes)
    assert value.get_label() == name
    assert value.get_color() == slope.get_color()
    assert value.get_linestyle() == slope.get_linestyle()
    error = value.get_xdata(orig=False).astype(float)
    loss, gradient = FORMULAS[name]
    np.testing.assert_allclose(value.get_ydata(), loss(error), atol=1e-5)
    np.testing.assert_allclose(slope.get_ydata(), gradient(error), atol=1e-5)
