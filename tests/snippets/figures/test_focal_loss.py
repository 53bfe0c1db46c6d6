"""Left -(1 - p)^γ log p, right its slope in the logit, for four γ."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.focal_loss import draw


def test_curves_are_the_loss_and_its_gradient():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    legend = [text.get_text() for text in value.get_legend().get_texts()]
    assert legend == ["γ = 0", "γ = 0.5", "γ = 2", "γ = 5"]
    for label, loss, gradient in zip(
        legend, value.lines, slope.lines, strict=True
    ):
        assert loss.get_label() == gradient.get_label() == label
        assert loss.get_linestyle() == gradient.get_linestyle()
        gamma = float(label.removeprefix("γ = "))
        z = loss.get_xdata(orig=False).astype(float)
        p, q = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
        np.testing.assert_allclose(
            loss.get_ydata(), -(q**gamma) * np.log(p), rtol=1e-5, atol=1e-6
        )
        np.testing.assert_allclose(gradient.get_xdata(), z)
        expected = q**gamma * (gamma * p * np.log(p) - q)
        np.testing.assert_allclose(
            gradient.get_ydata(), expected, rtol=1e-5, atol=1e-6
        )
        # The text: hard ones pull harder than under cross-entropy.
        assert (gradient.get_ydata().min() < -1) == (gamma > 0)
