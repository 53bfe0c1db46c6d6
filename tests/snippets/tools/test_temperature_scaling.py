"""The fitted temperature is where the loss is least, for any logits."""

import math

import mpmath
import pytest
import torch
from torch.nn import functional as F

from snippets.tools.temperature_scaling import fit_temperature

FEW = torch.tensor(
    [[4.0, 0.0, 0.0], [0.0, 3.0, 0.0], [5.0, 0.0, 1.0], [0.0, 0.0, 2.0]]
)
CLASSES = torch.tensor([0, 1, 2, 2])


def samples(scale, dtype=torch.float64, count=500, classes=5):
    """Labels drawn by the softmax of the logits, which are then scaled."""
    torch.manual_seed(0)
    logits = 2 * torch.randn(count, classes, dtype=torch.float64)
    target = torch.multinomial(logits.softmax(dim=1), 1)[:, 0]
    return (scale * logits).to(dtype), target


def slope(beta, logits, target):
    """What the loss gains with 1 / T, as the page derives it."""
    total = 0
    for z, y in zip(logits.tolist(), target.tolist(), strict=True):
        weights = [mpmath.exp(beta * each) for each in z]
        mean = sum(w * each for w, each in zip(weights, z, strict=True))
        total += mean / sum(weights) - z[y]
    return total


def test_it_is_the_root_in_many_digits():
    with mpmath.workdps(30):
        beta = mpmath.findroot(lambda b: slope(b, FEW, CLASSES), 0.4)
        exact = float(1 / beta)
    assert fit_temperature(FEW, CLASSES) == pytest.approx(exact, rel=1e-12)


@pytest.mark.parametrize("scale", [1e-6, 0.01, 0.3, 1, 5, 100, 1e6])
def test_the_loss_is_least_there(scale):
    logits, target = samples(scale)
    found = fit_temperature(logits, target)
    least = F.cross_entropy(logits / found, target)
    for near in (0.999, 1.001):
        assert least < F.cross_entropy(logits / (near * found), target)
    # And near the true one, which made the labels.
    assert found == pytest.approx(scale, rel=0.1)


def test_a_step_too_far_is_taken_back():
    # Near 1 / T = 0 only 1 of 1000 classes differs: the variance is small, and
    # Newton's first step leads to where every probability rounds to 0 or 1.
    logits = 8 * F.one_hot(torch.tensor([0, 0, 0, 1]), 1000).double()
    found = fit_temperature(logits, torch.zeros(4, dtype=torch.long))
    # p = 0.75 is exp(8 / T) / (exp(8 / T) + 999).
    assert found == pytest.approx(8 / math.log(3 * 999), rel=1e-12)


def test_a_constant_added_to_a_sample_changes_nothing():
    shift = torch.tensor([[3.0], [-2.0], [0.5], [40.0]])
    expected = fit_temperature(FEW, CLASSES)
    assert fit_temperature(FEW + shift, CLASSES) == pytest.approx(expected)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision(dtype):
    exact = fit_temperature(*samples(5))
    assert fit_temperature(*samples(5, dtype)) == pytest.approx(exact, rel=0.01)


def test_it_leaves_the_logits_alone():
    logits, target = samples(5)
    before = logits.clone()
    logits.requires_grad_()
    fit_temperature(logits, target)
    assert logits.grad is None
    assert torch.equal(logits, before)


@pytest.mark.parametrize(
    ("logits", "target", "message"),
    [
        (FEW[0], CLASSES[:1], r"shape \(N, K\), got torch.float32 .*\(3,\)"),
        (FEW.long(), CLASSES, "floating-point"),
        (FEW, CLASSES[:3], r"target .* shape \(4,\), got .* \(3,\)"),
        (FEW, CLASSES.float(), "target must be torch.int64"),
        (FEW, CLASSES + 1, "from 0 to 2"),
        (FEW, CLASSES - 1, "from 0 to 2"),
        (FEW * torch.nan, CLASSES, "finite"),
        (FEW - torch.inf, CLASSES, "finite"),
        (FEW[:2], CLASSES[:2], "every sample is right"),
        (-FEW[:2], CLASSES[:2], "no better than equal logits"),
        (FEW * 0, CLASSES, "no better than equal logits"),
        (FEW[:0], CLASSES[:0], "no better than equal logits"),
    ],
)
def test_what_cannot_be_fitted_raises(logits, target, message):
    with pytest.raises(ValueError, match=message):
        fit_temperature(logits, target)
