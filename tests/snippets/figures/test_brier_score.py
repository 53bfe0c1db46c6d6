"""The scores of a margin m, of which 1 / (1 + exp(-m)) is right, by hand."""

import numpy as np

from tests.snippets.drawn import panels, points

MARGIN = "margin of the right logit"


def p(m):
    return 1 / (1 + np.exp(-m))


def test_curves_are_the_scores_and_their_gradients():
    value, slope = panels("brier_score")
    value.shows(
        "Loss",
        MARGIN,
        "",
        {
            "cross-entropy": lambda m: -np.log(p(m)),
            "Brier score": lambda m: (1 - p(m)) ** 2 + p(-m) ** 2,
        },
    )
    slope.shows(
        "Gradient",
        MARGIN,
        "",
        {
            "cross-entropy": lambda m: p(m) - 1,
            "Brier score": lambda m: -4 * p(m) * (1 - p(m)) ** 2,
        },
    )


def test_the_alternative_text_is_true():
    value, slope = panels("brier_score")
    assert abs(points(value.lines["Brier score"])[1][0] - 2) < 0.01
    assert abs(points(slope.lines["cross-entropy"])[1][0] + 1) < 0.01
    assert abs(points(slope.lines["Brier score"])[1][0]) < 0.01
