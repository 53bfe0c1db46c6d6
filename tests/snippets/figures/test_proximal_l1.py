"""Each curve minimizes (w - v)² / 2 plus its penalty, searched on a grid."""

import numpy as np

from tests.snippets.drawn import panels, points

W = np.linspace(-3, 3, 2401)
PENALTIES = {
    "no penalty": 0 * W,
    "L1": np.abs(W),
    "L2": W**2 / 2,
    "elastic net": np.abs(W) + W**2 / 2,
}


def minimum(penalty):
    return lambda v: W[((W - v[:, None]) ** 2 / 2 + penalty).argmin(axis=1)]


def test_curves_are_the_proximal_minima():
    (panel,) = panels("proximal_l1")
    curves = {name: minimum(each) for name, each in PENALTIES.items()}
    panel.shows("", "weight v before the step", "after", curves)


def test_only_l1_and_the_elastic_net_make_zeros():
    (panel,) = panels("proximal_l1")
    zeros = {
        name: int((points(line)[1] == 0).sum())
        for name, line in panel.lines.items()
    }
    assert zeros["L2"] <= 1
    # From -1 to 1, where the rounding of ±1 may leave an end out.
    assert 39 <= zeros["L1"] == zeros["elastic net"] <= 41
