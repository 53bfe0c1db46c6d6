"""Equalities between losses, penalties and optimizers, where they hold."""

import itertools
import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_
from snippets.regularizers.weight_decay_groups import weight_decay_groups
from tests.snippets import cases
from tests.snippets.cases import gradient, same

REDUCTIONS = ("none", "mean", "sum")
BINARY = cases.Loss(cases.ROOT / "snippets/losses/focal_loss.py")
CLASSES = cases.Loss(cases.ROOT / "snippets/losses/multiclass_focal_loss.py")
# torch's own losses round sums of the size of the logits: that is how far they,
# not ours (test_oracles.py), are from the truth at logits of 1e4.
EXACT = {"rtol": 1e-12, "atol": 2 * 1e4 * torch.finfo(torch.float64).eps}


def equal(ours, theirs, logits, where):
    """Value and gradient, at every logit of the grid, up to 1e4."""
    logits = logits.detach().requires_grad_()
    came, expected = ours(logits), theirs(logits)
    same(came, expected, f"{where}: value", **EXACT)
    came, expected = gradient(came, logits), gradient(expected, logits)
    same(came, expected, f"{where}: gradient", **EXACT)


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_binary_losses_are_bce(reduction):
    logits, target = BINARY.extremes(torch.float64)
    for ours, options in (
        (focal_loss, {"gamma": 0, "alpha": None}),
        (binary_symmetric_cross_entropy, {"beta": 0}),
    ):
        equal(
            lambda z, f=ours, o=options: f(z, target, **o, reduction=reduction),
            lambda z: F.binary_cross_entropy_with_logits(
                z, target, reduction=reduction
            ),
            logits,
            f"{ours.__name__} {options}, BCE",
        )


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_multiclass_losses_are_cross_entropy(reduction):
    logits, target = CLASSES.extremes(torch.float64)
    for weight, ignored in itertools.product((None, cases.WEIGHTS), (-100, 1)):
        weight = weight if weight is None else weight.double()
        equal(
            lambda z, w=weight, i=ignored: multiclass_focal_loss(
                z, target, gamma=0, alpha=w, ignore_index=i, reduction=reduction
            ),
            lambda z, w=weight, i=ignored: F.cross_entropy(
                z, target, weight=w, ignore_index=i, reduction=reduction
            ),
            logits,
            f"multiclass_focal_loss, gamma 0, weight {weight}, {ignored}",
        )
    equal(
        lambda z: symmetric_cross_entropy(
            z, target, beta=0, reduction=reduction
        ),
        lambda z: F.cross_entropy(z, target, reduction=reduction),
        logits,
        "symmetric_cross_entropy, beta 0",
    )


def test_two_classes_are_the_binary_losses():
    z, y = BINARY.extremes(torch.float64)
    z, y = z[(y == 0) | (y == 1)], y[(y == 0) | (y == 1)]
    shift = torch.full_like(z, 100.0)

    def two(z):
        return torch.stack([shift, z + shift], dim=1)

    for gamma, alpha in itertools.product((0, 0.5, 2, 5), (0, 0.25, 1)):
        weights = torch.tensor([1 - alpha, alpha], dtype=torch.float64)
        options = {"gamma": gamma, "reduction": "none"}
        equal(
            lambda z, w=weights, o=options: multiclass_focal_loss(
                two(z), y.long(), alpha=w, **o
            ),
            lambda z, a=alpha, o=options: focal_loss(z, y, alpha=a, **o),
            # What two() rounds by adding the shift is not the losses' matter.
            (z + shift) - shift,
            f"two classes, gamma {gamma}, alpha {alpha}",
        )
    for alpha, beta in itertools.product((0, 0.1, 1), (0, 1, 5)):
        options = {"alpha": alpha, "beta": beta, "reduction": "none"}
        equal(
            lambda z, o=options: symmetric_cross_entropy(two(z), y.long(), **o),
            lambda z, o=options: binary_symmetric_cross_entropy(z, y, **o),
            (z + shift) - shift,
            f"two classes, SCE {options}",
        )


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.5, 1.0])
def test_label_smoothing_and_kl_differ_by_the_entropy(smoothing):
    logits, target = CLASSES.extremes(torch.float64)
    inside = logits.abs().amax(dim=1) < 1e3
    logits, target = logits[inside].requires_grad_(), target[inside]
    off = smoothing / cases.CLASSES
    mixed = torch.full_like(logits, off).scatter(
        1, target[:, None], 1 - smoothing + off
    )
    labels = [1 - smoothing + off, *[off] * (cases.CLASSES - 1)]
    entropy = -sum(q * math.log(q) for q in labels if q)
    smoothed = F.cross_entropy(
        logits, target, label_smoothing=smoothing, reduction="none"
    )
    kl = F.kl_div(
        F.log_softmax(logits, dim=1), mixed.detach(), reduction="none"
    ).sum(dim=1)
    difference = torch.full_like(kl, entropy)
    same(
        smoothed - kl, difference, f"entropy at {smoothing}", atol=1e-12, rtol=0
    )
    same(gradient(smoothed, logits), gradient(kl, logits), "gradients", **EXACT)


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
    for _ in range(500):
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
    for _ in range(2000):
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


def train(optimizer, decay, penalty, **options):
    """Some steps of a model with biases and a norm; all parameters after it."""
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(3, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 1)
    ).double()
    x = torch.randn(16, 3, dtype=torch.float64)
    steps = optimizer(weight_decay_groups(model, decay), lr=0.01, **options)
    for _ in range(30):
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
    same(decayed, penalized, f"{optimizer.__name__} {options}", atol=1e-10)
    plain = train(optimizer, 0.0, 0.0, **options)
    assert (decayed - plain).abs().max() > 1e-3


def test_weight_decay_of_adamw_is_not():
    decayed = train(torch.optim.AdamW, 0.1, 0.0)
    penalized = train(torch.optim.AdamW, 0.0, 0.1)
    assert (decayed - penalized).abs().max() > 1e-3
