"""Each group moves along its own ray, by 1 or to 0."""

import numpy as np

from tests.snippets.drawn import panels, points


def drawn():
    (panel,) = panels("group_sparsity_curve")
    before = np.stack(points(panel.lines["before"]), axis=1)
    after = np.stack(points(panel.lines["after one step"]), axis=1)
    return panel, before, after


def test_groups_move_straight_towards_0():
    panel, before, after = drawn()
    length = np.hypot(*before.T)
    left = np.where(length > 1, length - 1, 0)
    expected = before * (left / length)[:, None]
    np.testing.assert_allclose(after, expected, atol=1e-6)
    assert panel.axes.get_xlabel() == "first weight"
    assert panel.axes.get_ylabel() == "second weight"


def test_lines_join_before_and_after():
    panel, before, after = drawn()
    joined = np.array([points(each) for each in panel.others])
    np.testing.assert_array_equal(joined[:, :, 0], before)
    np.testing.assert_array_equal(joined[:, :, 1], after)
    # What the alternative text says.
    assert (after[:10] != 0).any(axis=1).all()
    assert (after[10:] == 0).all()
    assert len(after) == 16
