"""The walk and its average once more, in NumPy."""

import numpy as np
import torch

from snippets.figures.weight_averaging_curve import STEPS
from tests.snippets.drawn import panels, points


def walk():
    noise = torch.randn(STEPS, generator=torch.Generator().manual_seed(0))
    weight, average, found = 3.0, 0.0, []
    for count, each in enumerate(noise.double().numpy()):
        weight -= 0.5 * (weight + 2 * each)
        kept = min(0.98, (1 + count) / (10 + count)) if count else 0
        average = kept * average + (1 - kept) * weight
        found.append((weight, average))
    return np.array(found).T


def test_curves_are_a_walk_and_its_average():
    (panel,) = panels("weight_averaging_curve")
    steps, average = walk()
    panel.shows(
        "",
        "step",
        "weight",
        {
            "steps": lambda step: steps[step.astype(int) - 1],
            "average": lambda step: average[step.astype(int) - 1],
        },
        atol=1e-4,
    )


def test_the_alternative_text_is_true():
    """From step 40 on one swings around 0, and the other is close to it."""
    (panel,) = panels("weight_averaging_curve")
    (_, steps), (_, average) = (
        points(panel.lines[name]) for name in ("steps", "average")
    )
    assert steps[40:].min() < -1
    assert steps[40:].max() > 1
    assert abs(average[40:]).max() < 1
    assert abs(average[40:]).mean() < abs(steps[40:]).mean() / 2
