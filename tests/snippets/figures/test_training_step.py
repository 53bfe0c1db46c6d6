"""Gradient descent by its closed form, in NumPy."""

import functools

import numpy as np
import torch

from tests.snippets.drawn import panels, points

STRENGTHS = {"Loss alone": 0.0, "Loss and penalty": 1.0}


@functools.cache
def expected(strength):
    """The loss before each step on the 30 samples, and on new ones."""
    torch.manual_seed(3)
    double = {"dtype": torch.float64}
    x, x_new = (torch.randn(n, 25, **double).numpy() for n in (30, 1000))
    noise, noise_new = (torch.randn(n, **double).numpy() for n in (30, 1000))
    y, y_new = x[:, 0] + noise, x_new[:, 0] + noise_new
    curvature, directions = np.linalg.eigh(2 / 30 * x.T @ x)
    curvature += strength
    pull = directions.T @ (2 / 30 * x.T @ y)
    share = 1 - (1 - 0.1 * curvature) ** np.arange(301)[:, None]
    weights = share * (pull / curvature) @ directions.T
    return (
        ((weights @ x.T - y) ** 2).mean(axis=1),
        ((weights @ x_new.T - y_new) ** 2).mean(axis=1),
    )


def test_curves_are_the_losses_before_each_step():
    shown = zip(panels("training_step"), STRENGTHS.items(), strict=True)
    for number, (panel, (title, strength)) in enumerate(shown):
        old, new = expected(strength)
        lines = {
            "30 samples": lambda step, old=old: old[step.astype(int)],
            "new samples": lambda step, new=new: new[step.astype(int)],
        }
        name = "" if number else "mean squared error"
        panel.shows(title, "step", name, lines, rtol=1e-6)


def test_the_alternative_text_is_true():
    alone, both = (
        {name: points(line)[1] for name, line in panel.lines.items()}
        for panel in panels("training_step")
    )
    assert alone["30 samples"][-1] < 0.05
    assert alone["new samples"][-1] > 4
    assert abs(both["30 samples"][50:] - both["30 samples"][-1]).max() < 0.01
    assert abs(both["new samples"][50:] - both["new samples"][-1]).max() < 0.02
