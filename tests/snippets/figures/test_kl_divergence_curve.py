"""Cross-entropy for a target of 0.7, and that less the target's entropy."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

ENTROPY = -0.7 * np.log(0.7) - 0.3 * np.log(0.3)


def cross_entropy(p):
    return -0.7 * np.log(p) - 0.3 * np.log(1 - p)


def test_curves_are_cross_entropy_and_divergence():
    (panel,) = panels("kl_divergence_curve")
    panel.shows(
        "",
        "p of a class whose y is 0.7",
        "loss of the sample",
        {
            "cross-entropy": cross_entropy,
            "KL divergence": lambda p: cross_entropy(p) - ENTROPY,
        },
    )


def test_divergence_touches_0_at_the_target_and_cross_entropy_does_not():
    (panel,) = panels("kl_divergence_curve")
    p, divergence = points(panel.lines["KL divergence"])
    assert p[divergence.argmin()] == pytest.approx(0.7)
    assert divergence.min() == pytest.approx(0, abs=1e-12)
    _, above = points(panel.lines["cross-entropy"])
    assert above.min() == pytest.approx(ENTROPY)
