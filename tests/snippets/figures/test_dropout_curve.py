"""A unit passes on nothing, or what came in over 1 - p."""

import numpy as np

from snippets.figures.dropout_curve import activations
from tests.snippets.drawn import panels, points


def test_units_are_dropped_or_scaled():
    (panel,) = panels("dropout_curve")
    units, came_in = points(panel.lines["came in"])
    _, passed_on = points(panel.lines["passed on, p = 0.5"])
    np.testing.assert_array_equal(units, np.arange(1, 11))
    np.testing.assert_allclose(came_in, activations())
    scaled = np.isclose(passed_on, came_in / (1 - 0.5), rtol=1e-6)
    assert (scaled | (passed_on == 0)).all(), panel.where
    # What the alternative text says.
    assert 2 < scaled.sum() < 8, panel.where
    assert panel.axes.get_xlabel() == "unit"
    assert panel.axes.get_ylabel() == "activation"


def test_stems_reach_what_is_passed_on():
    (panel,) = panels("dropout_curve")
    units, passed_on = points(panel.lines["passed on, p = 0.5"])
    stems = np.array([points(each) for each in panel.others])
    np.testing.assert_array_equal(stems[:, 0], np.stack([units, units], 1))
    np.testing.assert_array_equal(
        stems[:, 1], np.stack([0 * passed_on, passed_on], 1)
    )
