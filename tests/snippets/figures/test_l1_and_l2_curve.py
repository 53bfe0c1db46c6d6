"""|w| and w² / 2, which cost the same at 0 and at 2."""

import numpy as np

from tests.snippets.drawn import panels, points


def test_curves_are_the_penalties_of_one_weight():
    (panel,) = panels("l1_and_l2_curve")
    panel.shows(
        "",
        "weight w",
        "its penalty",
        {
            "L1: |w|": lambda w: np.maximum(w, -w),
            "L2: w²/2": lambda w: w * w / 2,
        },
    )


def test_l1_costs_more_below_2_and_less_above():
    (panel,) = panels("l1_and_l2_curve")
    w, first = points(panel.lines["L1: |w|"])
    _, second = points(panel.lines["L2: w²/2"])
    small, large = abs(w) < 1.99, abs(w) > 2.01
    assert (first[small] >= second[small]).all()
    assert (first[large] < second[large]).all()
