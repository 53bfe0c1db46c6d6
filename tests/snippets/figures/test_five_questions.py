"""KL divergence is cross-entropy less the entropy, for either label."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points


@pytest.mark.parametrize(
    ("number", "title", "label"),
    [(0, "Hard label, y = 1", 1.0), (1, "Smoothed label, y = 0.9", 0.9)],
)
def test_curves_are_cross_entropy_divergence_and_entropy(number, title, label):
    panel = panels("five_questions")[number]
    entropy = -sum(y * np.log(y) for y in (label, 1 - label) if y)

    def cross_entropy(p):
        return -label * np.log(p) - (1 - label) * np.log(1 - p)

    panel.shows(
        title,
        "probability p",
        "",
        {
            "cross-entropy": cross_entropy,
            "KL divergence": lambda p: cross_entropy(p) - entropy,
            "entropy": lambda p: entropy,
        },
        [([label] * 2, [0, 1])] if label < 1 else [],
    )
    # KL divergence touches 0 where the probability is the label.
    p, divergence = points(panel.lines["KL divergence"])
    assert p[divergence.argmin()] == pytest.approx(label, abs=0.005)
