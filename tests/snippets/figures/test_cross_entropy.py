"""Left log(1 + (K - 1) exp(-m)), right its slope, with dots at log K."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.cross_entropy import draw


def test_curves_are_the_loss_of_a_margin_and_its_gradient():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    labels = [text.get_text() for text in value.get_legend().get_texts()]
    curves, dots = value.lines[::2], value.lines[1::2]
    assert labels == [line.get_label() for line in curves]
    assert labels == ["K = 2", "K = 10", "K = 100"]
    for curve, dot, gradient in zip(curves, dots, slope.lines, strict=True):
        others = int(curve.get_label().removeprefix("K = ")) - 1
        m = curve.get_xdata(orig=False).astype(float)
        wrong = others * np.exp(-m)
        np.testing.assert_allclose(
            curve.get_ydata(), np.log1p(wrong), atol=1e-5
        )
        np.testing.assert_allclose(gradient.get_xdata(), m)
        np.testing.assert_allclose(
            gradient.get_ydata(), -wrong / (1 + wrong), atol=1e-5
        )
        assert dot.get_xdata() == [0]
        np.testing.assert_allclose(
            dot.get_ydata(), np.log(others + 1), rtol=1e-6
        )
