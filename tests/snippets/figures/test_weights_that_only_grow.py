"""AdamW once more, in NumPy, with the gradient written out."""

import functools

import numpy as np
import torch

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam

DECAYS = {"no decay": 0.0, "weight decay, λ = 1": 1.0}


@functools.cache
def expected(name):
    """The length of the weights and the new samples' loss, by step."""
    torch.manual_seed(0)
    x = torch.randn(1060, 20, dtype=torch.float64).numpy()
    noise = torch.randn(1060, dtype=torch.float64).numpy()
    y = x[:, 0] + x[:, 1] + x[:, 2] + noise > 0
    w, adam, found = np.zeros(20), Adam(), []
    for _ in range(500):
        p = 1 / (1 + np.exp(-x[:60] @ w))
        gradient = x[:60].T @ (p - y[:60]) / 60
        w = (1 - 0.05 * DECAYS[name]) * w
        w = w - 0.05 * adam.step(gradient)
        margin = np.where(y[60:], 1, -1) * (x[60:] @ w)
        loss = np.logaddexp(0, -margin).mean()
        found.append((np.sqrt((w * w).sum()), loss))
    return np.array(found).T


def test_curves_are_the_sizes_and_losses():
    titles = ("Size of the weights", "Loss on new samples")
    for number, (panel, title) in enumerate(
        zip(panels("weights_that_only_grow"), titles, strict=True)
    ):
        lines = {
            name: lambda step, name=name, number=number: expected(name)[number][
                step.astype(int) - 1
            ]
            for name in DECAYS
        }
        panel.shows(title, "step", "", lines, rtol=1e-4)


def test_the_alternative_text_is_true():
    for panel in panels("weights_that_only_grow"):
        without, with_decay = (points(panel.lines[name])[1] for name in DECAYS)
        assert without[-1] > without[249] > without[49]
        assert with_decay[-1] < 0.5 * without[-1]
        assert abs(with_decay[-1] - with_decay[249]) < 0.2
