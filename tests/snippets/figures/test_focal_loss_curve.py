"""-log p, and that times (1 - p)²."""

import numpy as np

from tests.snippets.drawn import panels, points


def test_curves_are_the_losses_of_a_positive():
    (panel,) = panels("focal_loss_curve")
    panel.shows(
        "",
        "p of the true class",
        "loss of the sample",
        {
            "cross-entropy": lambda p: -np.log(p),
            "focal, γ = 2": lambda p: -((1 - p) ** 2) * np.log(p),
        },
    )


def test_focal_loss_is_the_smaller_everywhere():
    (panel,) = panels("focal_loss_curve")
    _, above = points(panel.lines["cross-entropy"])
    _, below = points(panel.lines["focal, γ = 2"])
    assert (below < above).all()
