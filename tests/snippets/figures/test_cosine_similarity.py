"""1 - cos θ for y = 1, max(0, cos θ - m) for y = -1, and their slopes."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.cosine_similarity import draw


def test_curves_are_the_loss_and_its_slope():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    names = [text.get_text() for text in value.get_legend().get_texts()]
    assert names == ["y = 1", "y = −1, m = 0", "y = −1, m = 0.5"]
    assert names == [line.get_label() for line in value.lines]
    degrees = np.asarray(value.lines[0].get_xdata())
    angle = np.deg2rad(degrees)
    cosine, sine = np.cos(angle), np.sin(angle)
    losses, slopes = [1 - cosine], [sine]
    for margin in (0, 0.5):
        losses.append(np.maximum(0, cosine - margin))
        slopes.append(np.where(cosine > margin, -sine, 0))
    for loss, gradient, expected, slope_expected in zip(
        value.lines, slope.lines, losses, slopes, strict=True
    ):
        assert loss.get_linestyle() == gradient.get_linestyle()
        np.testing.assert_allclose(loss.get_xdata(), degrees)
        np.testing.assert_allclose(gradient.get_xdata(), degrees)
        np.testing.assert_allclose(loss.get_ydata(), expected, atol=1e-9)
        # At its kink a hinge has two slopes, either of which will do.
        kink = np.isclose(degrees, 60) | np.isclose(degrees, 90)
        np.testing.assert_allclose(
            np.asarray(gradient.get_ydata())[~kink],
            slope_expected[~kink],
            atol=1e-9,
        )


def test_the_largest_loss_has_no_slope():
    figure = draw()
    plt.close(figure)
    value, slope = figure.axes
    assert value.lines[0].get_ydata().argmax() == 360
    assert abs(slope.lines[0].get_ydata()[360]) < 1e-9
