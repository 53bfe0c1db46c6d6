"""The share N 0.1^γ log(1 / 0.9) over that and 0.5^γ log 2."""

import numpy as np

from tests.snippets.drawn import panels, points

NEGATIVES = {"N = 10": 10, "N = 100": 100, "N = 1000": 1000}


def share(negatives, gamma):
    easy = negatives * 0.1**gamma * -np.log(0.9)
    return easy / (easy + 0.5**gamma * np.log(2))


def test_curves_are_the_share_of_the_negatives():
    (panel,) = panels("focal_weight")
    panel.shows(
        "",
        "γ",
        "share of N negatives",
        {
            name: lambda gamma, n=n: share(n, gamma)
            for name, n in NEGATIVES.items()
        },
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("focal_weight")
    shares = [points(line)[1] for line in panel.lines.values()]
    assert 0.5 < shares[0][0] < 0.7
    assert min(line[0] for line in shares[1:]) > 0.9
    assert max(line[-1] for line in shares) < 0.05
