"""Left p / (1 - p), right the weights that solve the penalized equations."""

import numpy as np

from tests.snippets.drawn import panels, points


def factor(p):
    return p / (1 - p)


def test_variance_is_the_factor():
    left, _ = panels("dropout")
    left.shows(
        "Variance of a dropped-out 1",
        "drop probability p",
        "",
        {"p / (1 − p)": factor, "nn.Dropout, measured": factor},
        rtol=0.03,
    )
    at, formula = points(left.lines["p / (1 − p)"])
    np.testing.assert_allclose(formula, factor(at), rtol=1e-5)


def test_weights_are_those_of_the_penalty():
    _, right = panels("dropout")
    names = ["w of the input itself", "w of its noisy copy"]
    rates, itself = points(right.lines[names[0]])
    copy = points(right.lines[names[1]])[1]
    # With x1² as the unit, x1 x2 = cross and x2² = square. The two equations
    # at p = 1/2, where the factor is 1, say what the sample's are.
    half = int(np.abs(rates - 0.5).argmin())
    cross = (1 - 2 * itself[half]) / copy[half]
    square = cross * (1 - itself[half]) / (2 * copy[half])
    np.testing.assert_allclose([cross, square], [1, 1.25], atol=0.1)

    def best(rate):
        """Squared error plus penalty, as least squares with two rows more."""
        root = np.linalg.cholesky([[1, cross], [cross, square]]).T
        rows = np.diag(np.sqrt(factor(rate) * np.array([1, square])))
        target = np.concatenate([root[:, 0], [0, 0]])
        return np.linalg.lstsq(np.concatenate([root, rows]), target)[0]

    right.shows(
        "Best weights",
        "drop probability p",
        "",
        {
            name: lambda p, n=n: [best(rate)[n] for rate in p]
            for n, name in enumerate(names)
        },
    )
