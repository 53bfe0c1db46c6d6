"""The same descent in NumPy, with each threshold written out."""

import numpy as np
import torch
from torch import nn

from tests.snippets.drawn import panels


def l1(weight):
    return np.sign(weight) * np.maximum(np.abs(weight) - 0.2 * 0.04, 0)


def groups(weight):
    norm = np.sqrt((weight**2).sum(axis=0))
    return weight * np.maximum(1 - 0.2 * 0.06 * np.sqrt(6) / norm, 0)


def descent(step):
    torch.manual_seed(1)
    double = {"dtype": torch.float64}
    x, truth = torch.randn(1060, 20, **double), torch.randn(4, 6, **double)
    y = (x[:, :4] @ truth + torch.randn(1060, 6, **double))[:60].numpy()
    x = x[:60].numpy()
    start = nn.Linear(20, 6, **double)
    weight, bias = (each.detach().numpy() for each in start.parameters())
    for _ in range(100):
        error = 2 * (x @ weight.T + bias - y) / y.size
        weight = weight - 0.2 * error.T @ x
        with np.errstate(divide="ignore", invalid="ignore"):
            weight = np.nan_to_num(step(weight))
        bias = bias - 0.2 * error.sum(axis=0)
    return weight


def test_dots_are_the_weights_that_are_left():
    for panel, title, step, label in zip(
        panels("zeros_in_no_order"),
        ("L1", "Group lasso"),
        (l1, groups),
        ("output", ""),
        strict=True,
    ):
        outputs, inputs = descent(step).nonzero()
        dots = [(inputs + 1, outputs + 1)]
        panel.shows(title, "input", label, {}, dots)


def test_only_groups_empty_columns():
    used = [set(step_used) for step_used in map(columns, (l1, groups))]
    assert len(used[0]) == 18
    assert used[1] == {0, 1, 2, 3, *used[1]}
    assert len(used[1]) == 5


def columns(step):
    return descent(step).any(axis=0).nonzero()[0].tolist()
