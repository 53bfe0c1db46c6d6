"""Equalities between penalties and optimizers, where they hold."""

import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_
from snippets.regularizers.weight_decay_groups import weight_decay_groups
from tests.snippets.checks import same


def sparse_problem():
    """More columns than matter, and a strength that drops some of them."""
    random = torch.Generator().manual_seed(0)
    x = torch.randn(50, 12, generator=random, dtype=torch.float64)
    x[:, 1] += x[:, 0]  # correlated, so that no coordinate stands alone
    truth = torch.zeros(12, dtype=torch.float64)
    truth[:4] = torch.tensor([3.0, -2.0, 0.5, 0.05])
    noise = torch.randn(50, generator=random, dtype=torch.float64)
    return x, x @ truth + 0.1 * noise, 0.2


def by_coordinate_descent(x, y, strength):
    """The algorithm of scikit-learn's Lasso, on its objective:

    ||y - X w||^2 / (2 n) + strength ||w||_1
    """
    n, columns = x.shape
    w = torch.zeros(columns, dtype=x.dtype)
    for _ in range(100):
        for j in range(columns):
            rest = y - x @ w + x[:, j] * w[j]
            slope = (x[:, j] @ rest / n).item()
            size = (x[:, j].square().sum() / n).item()
            w[j] = math.copysign(max(abs(slope) - strength, 0), slope) / size
    return w


def test_proximal_step_reaches_the_lasso_solution():
    x, y, strength = sparse_problem()
    exact = by_coordinate_descent(x, y, strength)
    # What makes it the solution, whatever found it: the slope of the squares is
    # strength against the sign of a weight, and at most that at a weight of 0.
    slope = x.T @ (y - x @ exact) / len(y)
    zero = exact == 0
    assert 0 < zero.sum() < len(exact)
    assert (slope[zero].abs() <= strength).all()
    same(slope[~zero], strength * exact[~zero].sign(), "optimality", atol=1e-12)

    model = nn.Linear(12, 1, bias=False).double()
    lr = (1 / torch.linalg.matrix_norm(x, 2).square() * len(y)).item()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(1000):
        optimizer.zero_grad()
        (F.mse_loss(model(x).squeeze(1), y) / 2).backward()
        optimizer.step()
        proximal_l1_(model.parameters(), lr * strength)
    came = model.weight.detach()[0]
    same(came, exact, "the proximal step's solution", rtol=1e-10, atol=1e-10)
    assert torch.equal(came == 0, zero), f"zeros: expected {exact}, got {came}"

    # The penalty's subgradient gets near, and to no zeros.
    model = nn.Linear(12, 1, bias=False).double()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(500):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x).squeeze(1), y) / 2
        (loss + l1_penalty(model, strength)).backward()
        optimizer.step()
    assert (model.weight != 0).all()


STEPS = 30


def train(optimizer, decay, penalty, **options):
    """Some steps of a model with a bias and a norm; all parameters after it."""
    torch.manual_seed(0)
    # No bias before the norm, which takes it away: its gradient is rounding
    # alone, which Adam divides by eps, 1e-8, and so makes steps of.
    model = nn.Sequential(
        *(nn.Linear(3, 5, bias=False), nn.BatchNorm1d(5), nn.Tanh()),
        nn.Linear(5, 1),
    ).double()
    x = torch.randn(16, 3, dtype=torch.float64)
    steps = optimizer(weight_decay_groups(model, decay), lr=0.01, **options)
    for _ in range(STEPS):
        steps.zero_grad()
        loss = F.mse_loss(model(x), x.prod(dim=1, keepdim=True))
        (loss + l2_penalty(model, penalty)).backward()
        steps.step()
    return torch.cat([p.detach().flatten() for p in model.parameters()])


@pytest.mark.parametrize(
    ("optimizer", "options"),
    [
        (torch.optim.SGD, {}),
        (torch.optim.SGD, {"momentum": 0.9, "nesterov": True}),
        (torch.optim.Adam, {}),
        (torch.optim.Adam, {"amsgrad": True}),
    ],
)
def test_weight_decay_is_the_l2_penalty(optimizer, options):
    decayed = train(optimizer, 0.1, 0.0, **options)
    penalized = train(optimizer, 0.0, 0.1, **options)
    # A step rounds each weight by half a last place, in both runs. What the
    # gradients round counts less: lr, 0.01, times; Adam scales them to 1.
    last_place = torch.finfo(decayed.dtype).eps * decayed.abs().max().item()
    where = f"{optimizer.__name__} {options}"
    same(decayed, penalized, where, atol=STEPS * last_place)
    plain = train(optimizer, 0.0, 0.0, **options)
    assert (decayed - plain).abs().max() > 1e-3


def test_weight_decay_of_adamw_is_not():
    decayed = train(torch.optim.AdamW, 0.1, 0.0)
    penalized = train(torch.optim.AdamW, 0.0, 0.1)
    assert (decayed - penalized).abs().max() > 1e-3
