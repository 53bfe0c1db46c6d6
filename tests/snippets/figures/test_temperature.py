"""Left 1 / (1 + (K - 1) exp(-m / T)), right minus its logarithm."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.temperature import draw


def test_curves_are_the_softmax_and_its_cross_entropy():
    figure = draw()
    plt.close(figure)
    chance, value = figure.axes
    labels = [text.get_text() for text in value.get_legend().get_texts()]
    assert labels == ["T = 0.5", "T = 1", "T = 2", "T = 5"]
    for label, probability, loss in zip(
        labels, chance.lines, value.lines, strict=True
    ):
        assert probability.get_label() == loss.get_label() == label
        m = probability.get_xdata(orig=False).astype(float)
        p = 1 / (1 + 9 * np.exp(-m / float(label.removeprefix("T = "))))
        np.testing.assert_allclose(probability.get_ydata(), p, atol=1e-6)
        np.testing.assert_allclose(loss.get_xdata(), m)
        np.testing.assert_allclose(
            loss.get_ydata(), -np.log(p), rtol=1e-5, atol=1e-6
        )
