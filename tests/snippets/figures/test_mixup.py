"""softplus(z) - λ z, and its slope, the sigmoid less λ."""

import numpy as np

from tests.snippets.drawn import panels, points

SHARES = {"λ = 1": 1, "λ = 0.9": 0.9, "λ = 0.7": 0.7, "λ = 0.5": 0.5}


def loss(share):
    return lambda z: np.log1p(np.exp(z)) - share * z


def gradient(share):
    return lambda z: 1 / (1 + np.exp(-z)) - share


def test_curves_are_loss_and_gradient():
    for panel, title, curve in zip(
        panels("mixup"), ("Loss", "Gradient"), (loss, gradient), strict=True
    ):
        lines = {name: curve(share) for name, share in SHARES.items()}
        panel.shows(title, "logit of the first class", "", lines)


def test_the_alternative_text_is_true():
    value, slope = panels("mixup")
    for name, share in SHARES.items():
        z, losses = points(value.lines[name])
        if share < 1:
            lowest = z[losses.argmin()]
            assert abs(lowest - np.log(share / (1 - share))) < 0.2
        else:
            assert (np.diff(losses) < 0).all()
        assert abs(points(slope.lines[name])[1][-1] - (1 - share)) < 0.001
