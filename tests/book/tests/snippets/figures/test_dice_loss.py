"""Both lines are 1 - (2 n p + 1) / (100 p + n + 1), n pixels in the mask."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.dice_loss import draw


def test_curves_are_the_loss():
    figure = draw()
    plt.close(figure)
    (axes,) = figure.axes
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == ["mask of 50%", "mask of 10%"]
    for label, line, n in zip(legend, axes.lines, (50, 10), strict=True):
        assert line.get_label() == label
        p = 1 / (1 + np.exp(-np.asarray(line.get_xdata(), dtype=float)))
        expected = 1 - (2 * n * p + 1) / (100 * p + n + 1)
        np.testing.assert_allclose(line.get_ydata(), expected, rtol=1e-5)
