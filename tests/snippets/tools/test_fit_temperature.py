"""The fitted temperature is where the loss is least, for any logits."""

import pytest
import torch
from torch.nn import functional as F

from snippets.tools.fit_temperature import fit_temperature


def samples(scale, dtype=torch.float64, count=500, classes=5):
    """Labels drawn by the softmax of the logits, which are then scaled."""
    torch.manual_seed(0)
    logits = 2 * torch.randn(count, classes, dtype=torch.float64)
    target = torch.multinomial(logits.softmax(dim=1), 1)[:, 0]
    return (scale * logits).to(dtype), target


@pytest.mark.parametrize("scale", [0.01, 0.3, 1, 5, 100])
def test_the_loss_is_least_there(scale):
    logits, target = samples(scale)
    found = fit_temperature(logits, target)
    least = F.cross_entropy(logits / found, target)
    for near in (0.999, 1.001):
        assert least < F.cross_entropy(logits / (near * found), target)
    # And near the true one, which made the labels.
    assert found == pytest.approx(scale, rel=0.1)


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


def test_without_a_wrong_sample_it_falls_towards_0():
    logits, target = torch.tensor([[2.0, 0.0], [0.0, 2.0]]), torch.arange(2)
    found = fit_temperature(logits, target)
    assert found > 0
    assert F.cross_entropy(logits / found, target) < 1e-6
