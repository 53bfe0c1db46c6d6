"""1 - cos θ for y = 1, max(0, cos θ - m) for y = -1, and their slopes."""

import numpy as np

from tests.snippets.drawn import panels, points


def hinge(margin):
    return lambda x: np.maximum(0, np.cos(np.deg2rad(x)) - margin)


def slope_of_hinge(margin):
    def slope(x):
        angle = np.deg2rad(x)
        slopes = np.where(np.cos(angle) > margin, -np.sin(angle), 0)
        return np.where(np.isclose(np.cos(angle), margin), np.nan, slopes)

    return slope


def test_curves_are_the_loss_and_its_slope():
    value, slope = panels("cosine_similarity")
    negatives = {"y = −1, m = 0": 0, "y = −1, m = 0.5": 0.5}
    value.shows(
        "Loss",
        "angle in degrees",
        "",
        {"y = 1": lambda x: 1 - np.cos(np.deg2rad(x))}
        | {name: hinge(m) for name, m in negatives.items()},
    )
    slope.shows(
        "Slope in the angle",
        "angle in degrees",
        "",
        {"y = 1": lambda x: np.sin(np.deg2rad(x))}
        | {name: slope_of_hinge(m) for name, m in negatives.items()},
    )


def test_the_largest_loss_has_no_slope():
    value, slope = panels("cosine_similarity")
    degrees, loss = points(value.lines["y = 1"])
    assert degrees[loss.argmax()] == 180
    assert abs(points(slope.lines["y = 1"])[1][loss.argmax()]) < 1e-9
