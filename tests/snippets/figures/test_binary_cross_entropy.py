"""Left -y log p - (1 - y) log(1 - p), right p - y; three targets each."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import same_color

from snippets.figures.binary_cross_entropy import draw


def test_curves_are_the_loss_and_its_gradient():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    labels = [text.get_text() for text in value.texts]
    assert labels == [text.get_text() for text in slope.texts]
    assert len(labels) == len(value.lines) == len(slope.lines) == 3
    for label, loss, gradient in zip(
        labels, value.lines, slope.lines, strict=True
    ):
        y = float(label.removeprefix("y = "))
        z = loss.get_xdata(orig=False).astype(float)
        p = 1 / (1 + np.exp(-z))
        expected = -y * np.log(p) - (1 - y) * np.log(1 - p)
        np.testing.assert_allclose(loss.get_ydata(), expected, atol=1e-5)
        np.testing.assert_allclose(gradient.get_xdata(), z)
        np.testing.assert_allclose(gradient.get_ydata(), p - y, atol=1e-6)


def test_labels_have_the_colours_of_their_curves():
    figure = draw()
    plt.close(figure)
    for axis in figure.axes:
        for text, line in zip(axis.texts, axis.lines, strict=True):
            assert same_color(text.get_color(), line.get_color())
