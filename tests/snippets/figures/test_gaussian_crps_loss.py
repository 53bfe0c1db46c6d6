"""CRPS by quadrature of the squared difference, and both by their formulas."""

import numpy as np

from tests.snippets.drawn import panels


def density(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def crps(targets):
    """The integral of (F(x) - 1[x >= y])^2, F summed up from the density."""
    x = np.linspace(-12, 12, 48_001)
    step = x[1] - x[0]
    below = np.cumsum(density(x)) * step - density(x) * step / 2
    return np.array(
        [((below - (x >= y)) ** 2).sum() * step for y in np.atleast_1d(targets)]
    )


def test_curves_are_the_losses():
    value, _ = panels("gaussian_crps_loss")
    value.shows(
        "Loss",
        "target y",
        "",
        {"CRPS": crps, "Gaussian NLL": lambda y: y**2 / 2},
        atol=1e-3,
    )


def test_slopes_are_those_of_the_derivation():
    _, slope = panels("gaussian_crps_loss")
    slope.shows(
        "Slope in the spread",
        "target y",
        "",
        {
            "CRPS": lambda y: 2 * density(y) - 1 / np.sqrt(np.pi),
            "Gaussian NLL": lambda y: 1 - y**2,
        },
    )
