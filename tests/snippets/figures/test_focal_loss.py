"""Left -(1 - p)^γ log p, right its slope in the logit, for four γ."""

import numpy as np

from tests.snippets.drawn import panels, points

GAMMAS = {"γ = 0": 0, "γ = 0.5": 0.5, "γ = 2": 2, "γ = 5": 5}


def loss(z, gamma):
    p, q = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
    return -(q**gamma) * np.log(p)


def gradient(z, gamma):
    p, q = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
    return q**gamma * (gamma * p * np.log(p) - q)


def test_curves_are_the_loss_and_its_gradient():
    value, slope = panels("focal_loss")
    for panel, title, function in (
        (value, "Loss for y = 1", loss),
        (slope, "Gradient", gradient),
    ):
        panel.shows(
            title,
            "logit z",
            "",
            {
                name: lambda z, f=function, g=gamma: f(z, g)
                for name, gamma in GAMMAS.items()
            },
        )


def test_hard_ones_pull_harder_than_under_cross_entropy():
    _, slope = panels("focal_loss")
    for name, gamma in GAMMAS.items():
        steepest = points(slope.lines[name])[1].min()
        assert (steepest < -1) == (gamma > 0)
