"""T^2 KL of two classes, and T (p - y), with p and y sigmoids over T."""

import numpy as np

from tests.snippets.drawn import panels, points

TEMPERATURES = {f"T = {t}": t for t in (1, 2, 4, 16)}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss(z, t):
    y, no = sigmoid(2 / t), sigmoid(-2 / t)
    yes = y * np.log(y / sigmoid(z / t))
    return t**2 * (yes + no * np.log(no / sigmoid(-z / t)))


def gradient(z, t):
    return t * (sigmoid(z / t) - sigmoid(2 / t))


def test_curves_are_the_loss_and_its_gradient():
    value, slope = panels("distillation")
    for panel, title, function in (
        (value, "Loss", loss),
        (slope, "Gradient", gradient),
    ):
        panel.shows(
            title,
            "logit z of the student",
            "",
            {
                name: lambda z, f=function, t=t: f(z, t)
                for name, t in TEMPERATURES.items()
            },
        )


def test_at_a_large_temperature_the_gradient_is_almost_a_line():
    _, slope = panels("distillation")
    z, high = points(slope.lines["T = 16"])
    assert np.abs(high - (z - 2) / 4).max() < 0.03 * np.ptp(high)
    assert points(slope.lines["T = 1"])[1].max() < 0.13
