"""Gradient descent once more, in NumPy, with each gradient written out."""

import numpy as np
import pytest
import torch

from snippets.figures.right_by_a_hair import START
from snippets.pitfalls.right_by_a_hair import STARTS, samples
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
def start():
    """The points and the first weights of the start that is drawn."""
    torch.manual_seed(0)
    x, y = samples(10)
    weight = torch.randn(STARTS, 2, 2, dtype=torch.float64) / 2
    return [each[START].numpy() for each in (x, y, weight)]


def slope(start, pull):
    """The slope of the line on which both scores are equal."""
    x, y, weight = start
    direction = weight[:, 1] - weight[:, 0]
    for _ in range(300):
        # The first score is pulled the other way: hence 2.
        gradient = 2 * x.T @ pull(x @ direction, y) / len(y)
        direction = direction - 0.1 * gradient
    return -direction[0] / direction[1]


def test_lines_are_where_the_scores_are_equal(panel, start):
    x, y, _ = start
    lines = {
        name: lambda at, pull=pull: slope(start, pull) * at
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
        # The class above the line is drawn second.
        away = [np.stack(points(dots)).T @ normal for dots in panel.others]
        away = np.sort(np.concatenate([-away[0], away[1]]))
        assert away[0] > 0, name
        nearest[name] = away
    assert nearest["multi margin, m = 0"][1] < 0.2
    assert nearest["multi margin, m = 0"][2] > 0.5
    for name in ("multi margin, m = 1", "cross-entropy"):
        assert nearest[name][0] > 0.5
