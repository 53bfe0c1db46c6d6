"""Each line is the one of least loss through the nine points."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points


def huber(error):
    size = np.abs(error)
    return np.where(size <= 1, size**2 / 2, size - 0.5)


@pytest.fixture(scope="module")
def panel():
    (panel,) = panels("outlier")
    return panel


def test_panel_has_axes_and_names(panel):
    assert (panel.axes.get_xlabel(), panel.axes.get_ylabel()) == ("x", "y")
    # From top to bottom as the ends of the lines are.
    names = sorted(
        panel.axes.texts[:3], key=lambda text: -text.get_window_extent().y0
    )
    ends = sorted(names, key=lambda text: -text.xy[1])
    assert [text.get_text() for text in names] == [
        text.get_text() for text in ends
    ]


@pytest.mark.parametrize(
    ("name", "loss"),
    [("MSE", np.square), ("L1 loss", np.abs), ("Huber, δ = 1", huber)],
)
def test_line_has_the_least_loss(panel, name, loss):
    *lines, dots = panel.axes.lines
    x, y = points(dots)
    (text,) = (each for each in panel.axes.texts if each.get_text() == name)
    # Its name stands at its end.
    (line,) = (line for line in lines if text.xy == tuple(line.get_xydata()[1]))
    (left, right), (low, high) = points(line)
    slope = (high - low) / (right - left)

    def total(slope, intercept):
        return loss(slope * x + intercept - y).sum()

    # The losses are convex: no step lowers one but from its minimum.
    start = low - slope * left
    for angle in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        step = 0.03 * np.cos(angle), 0.03 * np.sin(angle)
        assert total(slope + step[0], start + step[1]) > total(slope, start)


def test_points_are_the_true_line_but_for_the_last(panel):
    x, y = points(panel.axes.lines[-1])
    away = y - (2 * x + 1)
    assert np.abs(away[:-1]).max() == pytest.approx(0.1, abs=1e-5)
    assert away[-1] == pytest.approx(-12)
    wrong = panel.axes.texts[-1]
    assert wrong.get_text() == "the wrong target"
    assert wrong.xy == (x[-1], y[-1])
