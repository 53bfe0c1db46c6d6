"""-log p, (1 - p)^2 of it, and half of it plus half of 9.21 (1 - p)."""

import numpy as np

from tests.snippets.drawn import panels, points


def p(z):
    return 1 / (1 + np.exp(-z))


def test_curves_are_the_losses():
    (panel,) = panels("losses_at_a_glance")
    panel.shows(
        "",
        "logit of a positive sample",
        "loss",
        {
            "symmetric, α = β = 0.5": lambda z: (
                (-np.log(p(z)) - np.log(1e-4) * p(-z)) / 2
            ),
            "cross-entropy": lambda z: -np.log(p(z)),
            "focal, γ = 2": lambda z: -(p(-z) ** 2) * np.log(p(z)),
        },
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("losses_at_a_glance")
    z = points(panel.lines["cross-entropy"])[0]
    drawn = {name: points(line)[1] for name, line in panel.lines.items()}
    cross_entropy = drawn["cross-entropy"]
    symmetric = drawn["symmetric, α = β = 0.5"]
    assert (drawn["focal, γ = 2"] < cross_entropy).all()
    assert (symmetric > cross_entropy).all()
    assert (z[0], z[-1]) == (-5, 5)
    steps = np.diff(np.stack([cross_entropy, symmetric]), axis=1)
    cross_entropy_steps, symmetric_steps = -steps / np.diff(z)
    assert cross_entropy_steps[0] > 0.99  # a straight line of slope -1
    assert symmetric_steps[0] < 0.4 * symmetric_steps.max()
    assert symmetric.max() < panel.axes.get_ylim()[1]
