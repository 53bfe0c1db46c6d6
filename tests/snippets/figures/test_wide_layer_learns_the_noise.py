"""The network and AdamW once more, in NumPy; torch draws start and masks."""

import functools

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam

# The drop probability, and the weight decay.
TRAININGS = {
    "neither": (0.0, 0.0),
    "dropout, p = 0.5": (0.5, 0.0),
    "weight decay, λ = 3": (0.0, 3.0),
}
# A quarter of the figure's: later, a rounding may decide on a ReLU.
STEPS = 75


def start():
    """Samples, and the parameters before the first step."""
    torch.manual_seed(0)
    double = {"dtype": torch.float64}
    x, noise = torch.randn(1080, 5, **double), torch.randn(1080, 1, **double)
    layers = nn.Linear(5, 100, **double), nn.Linear(100, 1, **double)
    parameters = [
        tensor.detach().numpy().copy()
        for layer in layers
        for tensor in (layer.weight, layer.bias)
    ]
    return x.numpy(), (x[:, :1] * x[:, 1:2] + noise).numpy(), parameters


@functools.cache
def expected(name):
    """Squared errors on samples seen and on new ones, by step."""
    p, decay = TRAININGS[name]
    x, y, parameters = start()
    adams = [Adam() for _ in parameters]
    found = []
    for _ in range(STEPS):
        first, shift, last, offset = parameters
        before = x[:80] @ first.T + shift
        mask = F.dropout(torch.ones(80, 100, dtype=torch.float64), p).numpy()
        hidden = np.maximum(before, 0) * mask
        slope = 2 * (hidden @ last.T + offset - y[:80]) / 80
        back = slope @ last * mask * (before > 0)
        gradients = back.T @ x[:80], back.sum(0), slope.T @ hidden, slope.sum(0)
        for n, gradient in enumerate(gradients):
            kept = (1 - 0.03 * decay) * parameters[n]
            parameters[n] = kept - 0.03 * adams[n].step(gradient)
        first, shift, last, offset = parameters
        prediction = np.maximum(x @ first.T + shift, 0) @ last.T + offset
        error = (prediction - y) ** 2
        found.append((error[:80].mean(), error[80:].mean()))
    return np.array(found).T


def test_curves_are_the_errors():
    for number, (panel, title) in enumerate(
        zip(
            panels("wide_layer_learns_the_noise"),
            ("Samples seen", "New samples"),
            strict=True,
        )
    ):
        words = panel.title, panel.axes.get_xlabel(), panel.axes.get_ylabel()
        assert words == (title, "step", "" if number else "squared error")
        assert panel.lines.keys() == TRAININGS.keys(), panel.where
        for name, line in panel.lines.items():
            steps, drawn = (each[:STEPS] for each in points(line))
            wanted = expected(name)[number]
            panel.compare(f"line {name!r}", steps, drawn, wanted, {})


def test_the_alternative_text_is_true():
    seen, new = (
        {name: points(line)[1][-1] for name, line in panel.lines.items()}
        for panel in panels("wide_layer_learns_the_noise")
    )
    neither, dropout, decay = TRAININGS
    assert seen[neither] < 0.01 < 0.4 < seen[dropout]
    assert new[neither] > 2.5 > 2.2 > new[dropout] > new[decay]
