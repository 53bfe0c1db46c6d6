"""Each curve minimizes (w - v)² / 2 plus its penalty, searched on a grid."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.proximal_l1 import draw


def test_curves_are_the_proximal_minima():
    figure = draw()
    plt.close(figure)
    (axes,) = figure.axes
    names = [text.get_text() for text in axes.legend_.get_texts()]
    assert names == ["L1", "L2", "elastic net"]
    assert names == [line.get_label() for line in axes.lines[1:]]
    w = np.linspace(-3, 3, 2401)
    penalties = (0 * w, np.abs(w), w**2 / 2, np.abs(w) + w**2 / 2)
    for line, penalty in zip(axes.lines, penalties, strict=True):
        v = line.get_xdata(orig=False)
        np.testing.assert_allclose(v, np.linspace(-3, 3, 121), atol=1e-6)
        objective = (w - v[:, None]) ** 2 / 2 + penalty
        best = w[objective.argmin(axis=1)]
        drawn = line.get_ydata(orig=False)
        np.testing.assert_allclose(drawn, best, atol=1e-5)


def test_only_l1_and_the_elastic_net_make_zeros():
    figure = draw()
    plt.close(figure)
    zeros = {
        line.get_label(): int((line.get_ydata(orig=False) == 0).sum())
        for line in figure.axes[0].lines[1:]
    }
    assert zeros["L2"] <= 1
    # From -1 to 1, where the rounding of ±1 may leave an end out.
    assert 39 <= zeros["L1"] == zeros["elastic net"] <= 41
