"""Smoothed cross-entropy of ten classes against the margin, and its slope."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets.figures.label_smoothing import draw


def test_curves_are_the_smoothed_loss_and_its_gradient():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    curves = [line for line in value.lines if len(line.get_xdata()) > 1]
    dots = [line for line in value.lines if len(line.get_xdata()) == 1]
    labels = [text.get_text() for text in value.get_legend().get_texts()]
    assert labels == [line.get_label() for line in curves]
    *gradients, zero = slope.lines
    assert list(zero.get_ydata()) == [0, 0]
    best = {}
    for curve, gradient in zip(curves, gradients, strict=True):
        epsilon = float(curve.get_label().removeprefix("ε = "))
        m = curve.get_xdata(orig=False).astype(float)
        # Of the right class, and of each of the nine others.
        log_sum = np.log(np.exp(m) + 9)
        share = 1 - epsilon + epsilon / 10
        expected = log_sum - share * m
        np.testing.assert_allclose(curve.get_ydata(), expected, atol=1e-5)
        np.testing.assert_allclose(
            gradient.get_ydata(), np.exp(m - log_sum) - share, atol=1e-5
        )
        if epsilon:
            best[epsilon] = np.log(1 + 10 * (1 - epsilon) / epsilon)
    for dot, margin in zip(dots, best.values(), strict=True):
        assert dot.get_xdata()[0] == pytest.approx(margin, abs=0.03)
