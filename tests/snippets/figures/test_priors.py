"""Densities of variance 1, and their negative logarithms from 0 up."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets.figures.priors import draw

# Laplace with scale b has the variance 2 b².
B = np.sqrt(0.5)
DENSITY = {
    "Gaussian": lambda w: np.exp(-(w**2) / 2) / np.sqrt(2 * np.pi),
    "Laplace": lambda w: np.exp(-np.abs(w) / B) / (2 * B),
}
PENALTY = {"Gaussian": lambda w: w**2 / 2, "Laplace": lambda w: np.abs(w) / B}


@pytest.mark.parametrize(("number", "name"), list(enumerate(DENSITY)))
def test_curves_are_the_density_and_its_negative_logarithm(number, name):
    figure = draw()
    plt.close(figure)
    density, penalty = (axis.lines[number] for axis in figure.axes)
    assert density.get_label() == name
    assert density.get_color() == penalty.get_color()
    w = density.get_xdata(orig=False).astype(float)
    np.testing.assert_allclose(density.get_ydata(), DENSITY[name](w), atol=1e-6)
    np.testing.assert_allclose(penalty.get_ydata(), PENALTY[name](w), atol=1e-5)


@pytest.mark.parametrize("name", DENSITY)
def test_both_have_variance_1(name):
    w = np.linspace(-40, 40, 80_001)
    assert np.trapezoid(w**2 * DENSITY[name](w), w) == pytest.approx(1, 1e-4)
