"""Both paths, step by step in numpy, and the curve on which the loss is 0."""

import numpy as np

from tests.snippets.drawn import panels, points


def path(rho):
    """Every tenth place of 800 steps at a rate of 0.02."""

    def gradient(w):
        return 2 * (w.prod() - 1) * w[::-1]

    w = np.array([2.4, 1.2])
    places = [w]
    for _ in range(800):
        slope = gradient(w)
        length = np.linalg.norm(slope)
        if rho and length > 0:
            slope = gradient(w + rho * slope / length)
        w = w - 0.02 * slope
        places.append(w)
    return np.array(places)[::10]


PATHS = {"descent": path(0), "SAM": path(0.2)}


def test_the_paths_are_those_of_descent_and_sam():
    (panel,) = panels("flat_minima")
    first = np.linspace(0.6, 2.8, 111)
    panel.shows(
        "",
        "first weight",
        "second weight",
        {name: lambda _, way=way: way[:, 1] for name, way in PATHS.items()},
        [(first, 1 / first)],
        atol=1e-5,
    )
    for name, way in PATHS.items():
        drawn, _ = points(panel.lines[name])
        np.testing.assert_allclose(drawn, way[:, 0], atol=1e-5)


def test_the_alternative_text_is_true():
    descent, sam = (way[-1] for way in PATHS.values())
    assert abs(descent.prod() - 1) < 1e-6
    assert descent[0] > 2
    assert np.abs(sam - 1).max() < 0.1
