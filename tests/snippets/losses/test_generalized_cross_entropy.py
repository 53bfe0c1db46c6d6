import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

LOGITS = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5]], dtype=torch.float64)
TARGET = torch.tensor([0, 2])


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        (0.7, (0.22203109436604, 1.1442853004515)),
        (1.0, (0.21440296541072, 0.90037635193768)),
        (0.001, (0.24128218342804, 2.3036981174058)),
    ],
)
def test_known_values(q, expected):
    loss = generalized_cross_entropy(LOGITS, TARGET, q=q, reduction="none")
    assert loss.tolist() == pytest.approx(expected, rel=1e-13)


def test_q_near_0_is_cross_entropy():
    loss = generalized_cross_entropy(LOGITS, TARGET, q=1e-9)
    torch.testing.assert_close(
        loss, F.cross_entropy(LOGITS, TARGET), rtol=1e-8, atol=0
    )


def test_q_of_1_is_the_reverse_term():
    logits = 5 * torch.randn(6, 4, dtype=torch.float64)
    target = torch.arange(6) % 4
    loss = generalized_cross_entropy(logits, target, q=1)
    reverse = symmetric_cross_entropy(
        logits, target, alpha=0, beta=1, floor=math.exp(-1)
    )
    torch.testing.assert_close(loss, reverse)


@pytest.mark.parametrize("q", [0.3, 0.7, 1.0])
def test_the_sum_over_labels_stays_between_its_bounds(q):
    classes = 4
    logits = 5 * torch.randn(50, classes, dtype=torch.float64)
    total = sum(
        generalized_cross_entropy(
            logits, torch.full((50,), k), q=q, reduction="none"
        )
        for k in range(classes)
    )
    least, most = (classes - classes ** (1 - q)) / q, (classes - 1) / q
    assert (least - 1e-12 <= total).all()
    assert (total <= most + 1e-12).all()


def test_one_class_costs_nothing():
    logits = torch.randn(2, 1, requires_grad=True)
    loss = generalized_cross_entropy(logits, torch.zeros(2, dtype=torch.int64))
    (gradient,) = torch.autograd.grad(loss, logits)
    assert loss == 0
    assert (gradient == 0).all()
