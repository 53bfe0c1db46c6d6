"""The share N 0.1^γ log(1 / 0.9) over that and 0.5^γ log 2."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

NEGATIVES = {"10 negatives": 10, "100 negatives": 100, "1000 negatives": 1000}


def share(negatives, gamma):
    easy = negatives * 0.1**gamma * -np.log(0.9)
    return easy / (easy + 0.5**gamma * np.log(2))


def test_curves_are_the_share_of_the_negatives():
    (panel,) = panels("focal_weight")
    panel.shows(
        "",
        "γ",
        "share of the total loss",
        {
            name: lambda gamma, n=n: share(n, gamma)
            for name, n in NEGATIVES.items()
        },
    )
    # Each name stands at its own curve, where that crosses a half.
    for text in panel.axes.texts:
        negatives = NEGATIVES[text.get_text()]
        half = np.log(negatives * -np.log(0.9) / np.log(2)) / np.log(5)
        assert text.xy[0] == pytest.approx(half, abs=0.03)
        assert text.xy[1] == pytest.approx(0.5, abs=0.02)


def test_the_alternative_text_is_true():
    (panel,) = panels("focal_weight")
    shares = [points(line)[1] for line in panel.lines.values()]
    assert 0.5 < shares[0][0] < 0.7
    assert min(line[0] for line in shares[1:]) > 0.9
    assert max(line[-1] for line in shares) < 0.05
