"""Densities of variance 1, and their negative logarithms from 0 up."""

import numpy as np
import pytest

from tests.snippets.drawn import panels

# Laplace with scale b has the variance 2 b².
B = np.sqrt(0.5)
DENSITY = {
    "Gaussian": lambda w: np.exp(-(w**2) / 2) / np.sqrt(2 * np.pi),
    "Laplace": lambda w: np.exp(-np.abs(w) / B) / (2 * B),
}
PENALTY = {"Gaussian": lambda w: w**2 / 2, "Laplace": lambda w: np.abs(w) / B}


def test_curves_are_the_density_and_its_negative_logarithm():
    density, penalty = panels("priors")
    density.shows("Prior density", "weight w", "", DENSITY)
    penalty.shows("Its penalty", "weight w", "", PENALTY)


@pytest.mark.parametrize("name", DENSITY)
def test_both_have_variance_1(name):
    w = np.linspace(-40, 40, 80_001)
    assert np.trapezoid(w**2 * DENSITY[name](w), w) == pytest.approx(1, 1e-4)
