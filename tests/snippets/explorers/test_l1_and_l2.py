"""The optimum is where no step helps; the lines through it are level lines."""

import numpy as np
import pytest

from snippets.explorers import l1_and_l2
from snippets.explorers.l1_and_l2 import PANELS, SLIDERS, explore

MINIMUM = np.array([0.8, 2.0])
CURVATURE = np.array([[1.0, 0.5], [0.5, 1.4]])


def loss(w):
    error = w - MINIMUM
    return ((error @ CURVATURE) * error).sum(-1) / 2


def line(panel, start):
    """One line as points; its name begins so."""
    (name,) = (name for name in panel if name.startswith(start))
    return np.stack([values.numpy() for values in panel[name]], -1)


@pytest.mark.parametrize("strength", [0.0, 0.6, 1.4, 3.6])
def test_lines_meet_at_the_optimum(strength):
    l1_and_l2.path.cache_clear()  # computed here, where lines are counted
    panels = explore(strength)
    ridge = np.linalg.solve(
        CURVATURE + strength * np.eye(2), CURVATURE @ MINIMUM
    )
    np.testing.assert_allclose(
        line(panels["L2"], "optimum")[0], ridge, atol=1e-5
    )
    (lasso,) = line(panels["L1"], "optimum")
    slope = CURVATURE @ (lasso - MINIMUM)
    for w, g in zip(lasso, slope, strict=True):
        if w == 0:
            assert abs(g) <= strength + 1e-5
        else:
            assert abs(g + strength * np.sign(w)) < 1e-5
    for order, panel in ((1, panels["L1"]), (2, panels["L2"])):
        (best,) = line(panel, "optimum")
        np.testing.assert_allclose(
            loss(line(panel, "equal loss")), loss(best), rtol=1e-4, atol=1e-5
        )
        norm = np.linalg.norm(line(panel, "equal penalty"), ord=order, axis=1)
        np.testing.assert_allclose(
            norm, np.linalg.norm(best, ord=order), rtol=1e-4, atol=1e-5
        )
        path = line(panel, "path")
        assert len(path) == len(SLIDERS["λ"])
        np.testing.assert_allclose(path[0], MINIMUM, atol=1e-4)
        np.testing.assert_allclose(path[-1], best)


def test_it_says_what_moves():
    assert [*SLIDERS] == ["λ"]
    assert [PANELS[norm]["xlabel"] for norm in ("L1", "L2")] == [
        "w₁ across, w₂ up"
    ] * 2
