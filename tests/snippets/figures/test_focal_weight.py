"""The share N 0.1^γ log(1 / 0.9) over that and 0.5^γ log 2."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from snippets.figures.focal_weight import draw


def test_curves_are_the_share_of_the_negatives():
    figure = draw()
    plt.close(figure)
    (axes,) = figure.axes
    texts = [text.get_text() for text in axes.texts]
    assert texts == ["10 negatives", "100 negatives", "1000 negatives"]
    for text, line in zip(axes.texts, axes.lines, strict=True):
        negatives = int(text.get_text().split()[0])
        gamma = np.asarray(line.get_xdata())
        easy = negatives * 0.1**gamma * -np.log(0.9)
        share = easy / (easy + 0.5**gamma * np.log(2))
        np.testing.assert_allclose(line.get_ydata(), share, rtol=1e-5)
        # The label stands at its own curve, where that crosses a half.
        half = np.log(negatives * -np.log(0.9) / np.log(2)) / np.log(5)
        assert text.xy[0] == pytest.approx(half, abs=0.03)
        assert text.xy[1] == pytest.approx(0.5, abs=0.02)
        assert same_color(text.get_color(), line.get_color())


def test_the_alternative_text_is_true():
    figure = draw()
    plt.close(figure)
    first = [line.get_ydata()[0] for line in figure.axes[0].lines]
    last = [line.get_ydata()[-1] for line in figure.axes[0].lines]
    assert 0.5 < first[0] < 0.7
    assert min(first[1:]) > 0.9
    assert max(last) < 0.05
