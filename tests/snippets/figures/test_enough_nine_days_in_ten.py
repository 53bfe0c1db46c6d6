"""The days drawn once more, and the three lines learnt in NumPy."""

import functools

import numpy as np
import torch

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam


@functools.cache
def days():
    """How warm it was, and what was sold, on the days to learn from."""
    torch.manual_seed(0)
    warm = torch.rand(3000, dtype=torch.float64).numpy()
    chance = torch.empty(3000).exponential_().numpy().astype(float)
    sold = 10 + 20 * warm + (2 + 20 * warm) * chance
    return warm[:1000], sold[:1000]


@functools.cache
def learnt():
    """Each line, at no warmth and at one."""
    warm, sold = days()
    slope, start = np.polyfit(warm, sold, 1)
    mean = np.array([start, slope])
    design = np.stack([np.ones(1000), warm], 1)
    spread = (sold - design @ mean).std(ddof=1)
    w, adam = mean, Adam()
    for _ in range(600):
        above = design @ w > sold
        w = w - 0.3 * adam.step(design.T @ (above - 0.9) / 1000)
    lines = {
        "quantile, τ = 0.9": w,
        "mean": mean,
        "mean and spread": mean + np.array([1.28 * spread, 0]),
    }
    return {name: (line[0], line.sum()) for name, line in lines.items()}


def test_lines_and_days_are_those_of_the_run():
    (panel,) = panels("enough_nine_days_in_ten")
    warm, sold = days()
    lines = {
        name: lambda at, ends=ends: np.interp(at, (0, 1), ends)
        for name, ends in learnt().items()
    }
    panel.shows("", "how warm", "sold", lines)
    (dots,) = panel.axes.collections
    wanted = np.stack([warm[:250], sold[:250]], 1)
    assert np.allclose(dots.get_offsets(), wanted)


def test_the_alternative_text_is_true():
    (panel,) = panels("enough_nine_days_in_ten")
    ends = {name: points(line)[1] for name, line in panel.lines.items()}
    quantile, mean, spread = learnt()
    assert ends[mean][0] < ends[quantile][0] < ends[spread][0]
    assert ends[mean][1] < ends[spread][1] < ends[quantile][1]
