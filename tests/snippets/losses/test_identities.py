"""Equalities between losses, where they hold."""

import itertools
import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from tests.snippets.case import BINARY, CLASSES, MULTICLASS, WEIGHTS
from tests.snippets.checks import gradient, same
from tests.snippets.under_test import REDUCTIONS

# torch's own losses round sums of the size of the logits: that is how far they,
# not ours (see test_oracles.py), are from the truth at logits of 1e4.
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
        (binary_symmetric_cross_entropy, {"alpha": 1, "beta": 0}),
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
    logits, target = MULTICLASS.extremes(torch.float64)
    for weight, ignored in itertools.product((None, WEIGHTS), (-100, 1)):
        weight = weight if weight is None else weight.double()
        equal(
            lambda z, w=weight, i=ignored: multiclass_focal_loss(
                z,
                target,
                gamma=0,
                weight=w,
                ignore_index=i,
                reduction=reduction,
            ),
            lambda z, w=weight, i=ignored: F.cross_entropy(
                z, target, weight=w, ignore_index=i, reduction=reduction
            ),
            logits,
            f"multiclass_focal_loss, gamma 0, weight {weight}, {ignored}",
        )
    equal(
        lambda z: symmetric_cross_entropy(
            z, target, alpha=1, beta=0, reduction=reduction
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
                two(z), y.long(), weight=w, **o
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
    logits, target = MULTICLASS.extremes(torch.float64)
    inside = logits.abs().amax(dim=1) < 1e3
    logits, target = logits[inside].requires_grad_(), target[inside]
    off = smoothing / CLASSES
    mixed = torch.full_like(logits, off).scatter(
        1, target[:, None], 1 - smoothing + off
    )
    labels = [1 - smoothing + off, *[off] * (CLASSES - 1)]
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
