"""The points are minima on their rings, and of the loss with its penalty."""

import numpy as np
import pytest

from tests.snippets.drawn import panels as drawn

STRENGTH = 1.4
MINIMUM = np.array([0.8, 2.0])
CURVATURE = np.array([[1.0, 0.5], [0.5, 1.4]])
PENALTIES = {
    "L1": lambda w: np.abs(w).sum(-1),
    "L2": lambda w: (w**2).sum(-1) / 2,
}


def loss(w):
    """Half the quadratic form of w - MINIMUM."""
    error = w - MINIMUM
    return np.einsum("...i,ij,...j", error, CURVATURE, error) / 2


def search(objective):
    """The best of a grid of weights, ever finer around the best."""
    centre, width = np.zeros(2), 4.0
    for _ in range(16):
        offsets = np.linspace(-width, width, 41)
        grid = np.stack(np.meshgrid(offsets, offsets), -1).reshape(-1, 2)
        grid = grid + centre
        centre, width = grid[objective(grid).argmin()], width / 3
    return centre


def panels():
    """Each panel's norm, axes and drawn optimum."""
    for norm, panel in zip(PENALTIES, drawn("l1_and_l2"), strict=True):
        axes = panel.axes
        assert panel.title == norm
        assert axes.get_xlabel() == "w₁"
        assert axes.get_ylabel() == ("w₂" if norm == "L1" else "")
        (point,) = (line for line in axes.lines if line.get_marker() == "o")
        yield norm, axes, np.ravel(point.get_xydata())


def test_points_are_the_penalized_minima():
    for norm, axes, point in panels():
        penalty = PENALTIES[norm]
        best = search(lambda w, r=penalty: loss(w) + STRENGTH * r(w))
        np.testing.assert_allclose(point, best, atol=1e-4)
        (cross,) = (line for line in axes.lines if line.get_marker() == "+")
        np.testing.assert_allclose(np.ravel(cross.get_xydata()), MINIMUM)
        assert (abs(point[0]) < 1e-6) == (norm == "L1")


def test_rings_are_touched_where_the_loss_is_least():
    for norm, axes, point in panels():
        ring = axes.lines[0].get_xydata()
        size = PENALTIES[norm](point)
        np.testing.assert_allclose(PENALTIES[norm](ring), size, rtol=1e-5)
        np.testing.assert_allclose(ring[0], ring[-1], atol=1e-5)
        # All around, in finer steps than those drawn.
        turn = np.linspace(0, 2 * np.pi, 100_001)
        way = np.stack([np.cos(turn), np.sin(turn)], -1)
        power = 1 if norm == "L1" else 2
        way *= ((size / PENALTIES[norm](way)) ** (1 / power))[:, None]
        nearest = way[loss(way).argmin()]
        np.testing.assert_allclose(point, nearest, atol=1e-3)


def test_contours_have_one_loss_each_and_the_thick_one_touches():
    for _, axes, point in panels():
        (contours,) = (c for c in axes.collections if hasattr(c, "levels"))
        widths = list(contours.get_linewidths())
        touching = contours.levels[widths.index(max(widths))]
        assert touching == pytest.approx(loss(point), rel=1e-4)
        for path, level in zip(
            contours.get_paths(), contours.levels, strict=True
        ):
            # Straight lines between the points of a grid.
            heights = loss(path.vertices)
            np.testing.assert_allclose(heights, level, atol=0.01)


def test_arrows_are_a_third_of_the_descent():
    for norm, axes, point in panels():
        (arrow,) = (text for text in axes.texts if not text.get_text())
        np.testing.assert_allclose(arrow.xyann, point, atol=1e-6)
        descent = CURVATURE @ (MINIMUM - point)
        np.testing.assert_allclose(arrow.xy, point + descent / 3, atol=1e-4)
        if norm == "L2":
            np.testing.assert_allclose(descent, STRENGTH * point, atol=1e-4)
        else:
            ends = axes.lines[2].get_xydata()
            expected = point + STRENGTH / 3 * np.array([[-1, 1], [1, 1]])
            np.testing.assert_allclose(ends, expected, atol=1e-5)
            # The arrow ends on the line between the two edges' gradients.
            assert descent[1] == pytest.approx(STRENGTH, abs=1e-4)
            assert abs(descent[0]) < STRENGTH
