"""(w - 2)², w² / 2 and their sum, each with a dot where it is least."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

# By name the curve, and where its derivative is 0.
CURVES = {
    "loss": (lambda w: (w - 2) ** 2, 2),
    "penalty": (lambda w: w**2 / 2, 0),
    "objective": (lambda w: (w - 2) ** 2 + w**2 / 2, 4 / 3),
}


def test_curves_and_their_minima():
    (panel,) = panels("objective_curve")
    dots = [([w], [curve(w)]) for curve, w in CURVES.values()]
    curves = {name: curve for name, (curve, _) in CURVES.items()}
    panel.shows("", "weight w", "", curves, dots, atol=1e-5)


def test_each_dot_has_the_colour_of_its_curve():
    (panel,) = panels("objective_curve")
    drawn = panel.axes.lines
    for line, dot in zip(drawn[::2], drawn[1::2], strict=True):
        assert dot.get_color() == line.get_color()
        w, curve = points(line)
        assert points(dot)[0] == pytest.approx(w[np.argmin(curve)])
