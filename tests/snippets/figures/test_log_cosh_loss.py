"""log cosh e, e^2 / 2 and |e|, and tanh e, e and sign e."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.log_cosh_loss import draw


def test_curves_are_the_losses_and_their_gradients():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    (legend,) = figure.legends
    names = [text.get_text() for text in legend.get_texts()]
    assert names == ["log-cosh", "half the squared error", "L1"]
    assert names == [line.get_label() for line in slope.lines]
    e = value.lines[0].get_xdata(orig=False).astype(float)
    losses = (np.log(np.cosh(e)), e**2 / 2, np.abs(e))
    gradients = (np.tanh(e), e, np.sign(e))
    for loss, gradient, expected, slope_expected in zip(
        value.lines, slope.lines, losses, gradients, strict=True
    ):
        assert loss.get_linestyle() == gradient.get_linestyle()
        assert loss.get_color() == gradient.get_color()
        np.testing.assert_allclose(loss.get_xdata(), e)
        np.testing.assert_allclose(gradient.get_xdata(), e)
        np.testing.assert_allclose(
            loss.get_ydata(), expected, rtol=1e-5, atol=1e-6
        )
        np.testing.assert_allclose(
            gradient.get_ydata(), slope_expected, rtol=1e-5, atol=1e-6
        )


def test_log_cosh_ends_log_2_below_l1():
    figure = draw()
    plt.close(figure)
    log_cosh, _, l1 = (line.get_ydata() for line in figure.axes[0].lines)
    np.testing.assert_allclose(l1[[0, -1]] - log_cosh[[0, -1]], np.log(2), 1e-3)
