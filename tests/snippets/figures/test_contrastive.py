"""Of a key at angle θ the share exp(cos θ / τ) sin θ, over their sum."""

import numpy as np

from tests.snippets.drawn import panels, points


def share(angle, tau):
    theta = np.deg2rad(angle)
    push = np.exp(np.cos(theta) / tau) * np.sin(theta)
    return 100 * push / push.sum()


def test_curves_are_the_shares_of_the_push():
    (panel,) = panels("contrastive")
    panel.shows(
        "",
        "angle between wrong key and query, in degrees",
        "share of the push, in %",
        {
            f"τ = {tau:g}": lambda angle, tau=tau: share(angle, tau)
            for tau in (1, 0.2, 0.05)
        },
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("contrastive")
    within = {}
    for name, line in panel.lines.items():
        angle, came = points(line)
        within[name] = came[angle <= 45].sum()
    assert within["τ = 1"] < 50
    assert within["τ = 0.05"] > 99
