"""Left p / (1 - p), right the weights that solve the penalized equations."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.dropout import draw


def test_variance_is_the_factor():
    figure = draw()
    plt.close(figure)
    formula, measured = figure.axes[0].lines
    for line, tolerance in ((formula, 1e-5), (measured, 0.03)):
        rate = line.get_xdata(orig=False)
        expected = rate / (1 - rate)
        variance = line.get_ydata(orig=False)
        np.testing.assert_allclose(variance, expected, rtol=tolerance)
    assert len(measured.get_xdata()) == 9
    assert len(formula.get_xdata()) == 91


def test_weights_are_those_of_the_penalty():
    figure = draw()
    plt.close(figure)
    lines = figure.axes[1].lines
    names = [text.get_text() for text in figure.axes[1].legend_.get_texts()]
    assert names == ["w of the input itself", "w of its noisy copy"]
    assert names == [line.get_label() for line in lines]
    rates = lines[0].get_xdata(orig=False)
    np.testing.assert_array_equal(lines[1].get_xdata(orig=False), rates)
    weights = np.stack([line.get_ydata(orig=False) for line in lines], axis=1)
    # With x1² as the unit, x1 x2 = cross and x2² = square. The two equations
    # at p = 1/2, where the factor is 1, say what the sample's are.
    itself, copy = weights[50]
    cross = (1 - 2 * itself) / copy
    square = cross * (1 - itself) / (2 * copy)
    np.testing.assert_allclose([cross, square], [1, 1.25], atol=0.1)
    for rate, drawn in zip(rates, weights, strict=True):
        # Squared error plus penalty, as least squares with two rows more.
        root = np.linalg.cholesky([[1, cross], [cross, square]]).T
        rows = np.diag(np.sqrt(rate / (1 - rate) * np.array([1, square])))
        target = np.concatenate([root[:, 0], [0, 0]])
        best = np.linalg.lstsq(np.concatenate([root, rows]), target)[0]
        np.testing.assert_allclose(drawn, best, atol=1e-5)
