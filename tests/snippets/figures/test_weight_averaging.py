"""Weights and spreads once more, by products and by sums, in NumPy."""

from itertools import pairwise

import numpy as np

from snippets.figures.weight_averaging import AFTER, DECAY
from tests.snippets.drawn import panels, points


def warmed_up(ago):
    """By the shares that all later updates leave."""
    kept = [(1 + count) / (10 + count) for count in range(1, AFTER)]
    weights = [
        (1 - kept[update - 1] if update else 1) * np.prod(kept[update:])
        for update in range(AFTER)
    ]
    return np.array(weights)[::-1][ago.astype(int)]


def spread(life, a):
    """From the covariances of all pairs of steps."""
    found = []
    past = np.arange(12000)
    for each in life:
        d = 0.5 ** (1 / each)
        weight = (1 - d) * d**past
        # What a step shares with all older ones, from the oldest on.
        older = (
            (d**2 * a * d ** (2 * past)).sum() * (1 - d) ** 2 / (1 - a * d) / d
        )
        found.append(np.sqrt((weight**2).sum() + 2 * older))
    return np.array(found)


def test_curves_are_those_of_sums():
    left, right = panels("weight_averaging")
    left.shows(
        "Weight of a past step",
        "steps ago",
        "weight in %",
        {
            "EMA": lambda ago: 100 * (1 - DECAY) * DECAY**ago,
            "SWA": lambda ago: np.where(ago < 100, 1.0, 0.0),
            "warm-up": lambda ago: 100 * warmed_up(ago),
        },
        atol=1e-5,
    )
    right.shows(
        "Noise that is left",
        "half-life in steps",
        "spread of the average",
        {
            f"a = {a:g}": lambda life, a=a: spread(life, a)
            for a in (0.0, 0.9, 0.99)
        },
        atol=1e-4,
    )


def test_the_alternative_text_is_true():
    left, right = panels("weight_averaging")
    for name in ("EMA", "warm-up"):
        _, weight = points(left.lines[name])
        assert (np.diff(weight) < 0).all()
    curves = [points(line)[1] for line in right.lines.values()]
    for curve in curves:
        assert (np.diff(curve) < 0).all()
    for lower, upper in pairwise(curves):
        assert (lower < upper).all()
