"""Each line is the one of least loss through the nine points."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets.figures.outlier import draw


def huber(error):
    size = np.abs(error)
    return np.where(size <= 1, size**2 / 2, size - 0.5)


@pytest.fixture(scope="module")
def axis():
    figure = draw()
    plt.close(figure)
    return figure.axes[0]


@pytest.mark.parametrize(
    ("number", "name", "loss"),
    [(0, "MSE", np.square), (1, "L1", np.abs), (2, "Huber, δ = 1", huber)],
)
def test_line_has_the_least_loss(axis, number, name, loss):
    line, points = axis.lines[number], axis.lines[-1]
    x, y = points.get_xdata(), points.get_ydata()
    (left, right), (low, high) = line.get_xdata(), line.get_ydata()
    slope = (high - low) / (right - left)
    label = axis.texts[number]
    assert label.get_text() == name
    assert label.xy == (right, high)

    def total(slope, intercept):
        return loss(slope * x + intercept - y).sum()

    # The losses are convex: no step lowers one but from its minimum.
    start = low - slope * left
    for angle in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        step = 0.03 * np.cos(angle), 0.03 * np.sin(angle)
        assert total(slope + step[0], start + step[1]) > total(slope, start)


def test_mean_squared_error_is_the_least_squares_line(axis):
    line, points = axis.lines[0], axis.lines[-1]
    fitted = np.polyfit(points.get_xdata(), points.get_ydata(), 1)
    np.testing.assert_allclose(
        line.get_ydata(), np.polyval(fitted, line.get_xdata()), atol=1e-3
    )


def test_points_are_the_true_line_but_for_the_last(axis):
    points = axis.lines[-1]
    x, y = points.get_xdata(), points.get_ydata()
    away = y - (2 * x + 1)
    assert np.abs(away[:-1]).max() == pytest.approx(0.1, abs=1e-5)
    assert away[-1] == pytest.approx(-12)
    assert axis.texts[-1].xy == (x[-1], y[-1])
