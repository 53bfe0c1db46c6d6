"""Adam once more, in NumPy, with the gradients written out."""

import functools

import numpy as np
import pytest
import torch

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam

N, K = 10_000, 10
FLOOR = np.log(1 + (K - 1) / np.e)


@functools.cache
def data():
    """Inputs, the same shuffled, and one-hot labels."""
    torch.manual_seed(0)
    one_hot = np.eye(K)[np.arange(N) % K]
    noise = torch.randn(N, K, dtype=torch.float64).numpy()
    inputs = one_hot + 0.1 * noise
    return inputs, inputs[torch.randperm(N).numpy()], one_hot


def softmax(z):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def expected(name):
    """The loss before each step."""
    inputs, shuffled, one_hot = data()
    x = shuffled if name == "inputs shuffled" else inputs
    w, adam, losses = np.zeros((K, K)), Adam(), []
    for _ in range(100):
        z = x @ w
        p = softmax(z)
        if name == "softmax twice":
            q, error = p, softmax(p) - one_hot
            # Through the first softmax: its derivative times the error.
            pull = q * (error - (q * error).sum(axis=1, keepdims=True))
            p = softmax(p)
        else:
            pull = p - one_hot
        losses.append(-np.log((p * one_hot).sum(axis=1)).mean())
        gradient = x.T @ pull / N
        w = w - 0.3 * adam.step(gradient)
    return np.array(losses)


def test_curves_are_the_losses_of_each_step():
    (panel,) = panels("losses_that_stop")
    panel.shows(
        "",
        "step",
        "loss",
        {
            name: lambda step, name=name: expected(name)[step.astype(int)]
            for name in ("logits", "softmax twice", "inputs shuffled")
        },
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("losses_that_stop")
    lines = {name: points(line)[1] for name, line in panel.lines.items()}
    ends = {"logits": 0, "softmax twice": FLOOR, "inputs shuffled": np.log(K)}
    for name, end in ends.items():
        assert lines[name][0] == pytest.approx(np.log(K))
        assert lines[name][-1] == pytest.approx(end, abs=0.005)
