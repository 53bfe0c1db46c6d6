"""Adam once more, in NumPy, with the gradient written out."""

import functools

import numpy as np
import torch

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam

# Weights of the cross-entropy and of its reverse, strength of L2.
TRAININGS = {
    "cross-entropy": (1, 0, 0),
    "L2, with cross-entropy": (1, 0, 0.1),
    "symmetric, α = 0.01": (0.01, 1, 0),
}


@functools.cache
def data():
    """Hidden units, labels and which are wrong; the same of new points."""
    torch.manual_seed(0)
    double = {"dtype": torch.float64}
    centres = np.array([[2.5, 0], [0, 2.5], [-2.5, 0], [0, -2.5]])
    true, true_new = np.arange(150) % 4, np.arange(3000) % 4
    points = centres[true] + 0.7 * torch.randn(150, 2, **double).numpy()
    new = centres[true_new] + 0.7 * torch.randn(3000, 2, **double).numpy()
    wrong = torch.rand(150, **double).numpy() < 0.4
    other = (true + torch.randint(1, 4, (150,)).numpy()) % 4
    directions = torch.randn(2, 100, **double).numpy()
    offsets = 2 * torch.randn(100, **double).numpy()
    hidden, hidden_new = (
        np.tanh(each @ directions + offsets) for each in (points, new)
    )
    return hidden, np.where(wrong, other, true), wrong, hidden_new, true_new


@functools.cache
def expected(name):
    """Wrong labels learnt, and right answers on new points, by step."""
    alpha, beta, l2 = TRAININGS[name]
    hidden, labels, wrong, hidden_new, true_new = data()
    w, adam, found = np.zeros((100, 4)), Adam(), []
    for _ in range(400):
        p = np.exp(hidden @ w)
        p /= p.sum(axis=1, keepdims=True)
        own = p[np.arange(150), labels, None]
        weight = alpha - np.log(1e-4) * beta * own
        pull = weight * (p - np.eye(4)[labels]) / 150
        gradient = hidden.T @ pull + l2 * w
        w = w - 0.02 * adam.step(gradient)
        match = (hidden @ w).argmax(axis=1) == labels
        good = (hidden_new @ w).argmax(axis=1) == true_new
        found.append((match[wrong].mean(), good.mean()))
    return np.array(found).T


def test_curves_are_the_shares_at_each_step():
    titles = ("Wrong labels learnt", "Right on new points")
    for number, (panel, title) in enumerate(
        zip(panels("wrong_labels_by_heart"), titles, strict=True)
    ):
        lines = {
            name: lambda step, name=name, number=number: expected(name)[number][
                step.astype(int) - 1
            ]
            for name in TRAININGS
        }
        panel.shows(title, "step", "", lines, rtol=1e-3)


def test_the_alternative_text_is_true():
    learnt, right = (
        {name: points(line)[1] for name, line in panel.lines.items()}
        for panel in panels("wrong_labels_by_heart")
    )
    assert learnt["cross-entropy"][-1] > 0.3
    assert right["cross-entropy"][:20].max() > 0.95
    assert right["cross-entropy"][-1] < 0.8
    for name in ("L2, with cross-entropy", "symmetric, α = 0.01"):
        assert learnt[name][-1] < 0.1
        assert right[name][-1] > 0.95
