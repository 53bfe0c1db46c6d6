"""Gradient descent once more, in NumPy, with each gradient written out."""

import numpy as np
import pytest

from snippets.figures.right_by_a_hair import TASK
from snippets.pitfalls import right_by_a_hair
from tests.snippets.drawn import panels, points


def hinge(margin):
    """What pulls the second score, by the lead of that score: 1 / K or 0."""

    def pull(lead, y):
        return 0.5 * np.where(y, -1.0 * (lead < margin), -lead < margin)

    return pull


PULLS = {
    "multi margin, m = 0": hinge(0),
    "multi margin, m = 1": hinge(1),
    "cross-entropy": lambda lead, y: 1 / (1 + np.exp(-lead)) - y,
}


@pytest.fixture(scope="module")
def panel():
    (panel,) = panels("right_by_a_hair")
    return panel


@pytest.fixture(scope="module")
def task():
    """The points and the first weights of the task that is drawn."""
    x, start = right_by_a_hair.x[TASK, :10], right_by_a_hair.start[TASK]
    return x.numpy(), right_by_a_hair.y[:10].numpy(), start.numpy()


def slope(task, pull):
    """The slope of the line on which both scores are equal."""
    x, y, weight = task
    direction = weight[:, 1] - weight[:, 0]
    for _ in range(300):
        # The first score is pulled the other way: hence 2.
        gradient = 2 * x.T @ pull(x @ direction, y) / len(y)
        direction = direction - 0.1 * gradient
    return -direction[0] / direction[1]


def test_lines_are_where_the_scores_are_equal(panel, task):
    x, y, _ = task
    lines = {
        name: lambda at, pull=pull: slope(task, pull) * at
        for name, pull in PULLS.items()
    }
    dots = [(x[y == label, 0], x[y == label, 1]) for label in (0, 1)]
    panel.shows("", "first input", "second input", lines, dots)


def test_the_alternative_text_is_true(panel):
    nearest = {}
    for name, line in panel.lines.items():
        (left, right), (low, high) = points(line)
        normal = np.array([low - high, right - left])
        normal /= np.linalg.norm(normal)
        away = [np.stack(points(dots)).T @ normal for dots in panel.others]
        # Each class lies on a side of its own.
        assert {*np.sign(away[0])} != {*np.sign(away[1])}, name
        assert len({*np.sign(away[0])}) == len({*np.sign(away[1])}) == 1, name
        nearest[name] = np.sort(np.abs(np.concatenate(away)))
    assert nearest["multi margin, m = 0"][1] < 0.2
    assert nearest["multi margin, m = 0"][2] > 0.5
    for name in ("multi margin, m = 1", "cross-entropy"):
        assert nearest[name][0] > 0.5
