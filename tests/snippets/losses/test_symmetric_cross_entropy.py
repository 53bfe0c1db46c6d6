import math

import torch

from snippets.losses.symmetric_cross_entropy import (
    symmetric_cross_entropy,
)


def test_reverse_term_is_symmetric():
    logits = 5 * torch.randn(6, 4, dtype=torch.float64)
    by_class = [
        symmetric_cross_entropy(
            logits, torch.full((6,), k), alpha=0, beta=1, reduction="none"
        )
        for k in range(4)
    ]
    expected = torch.full((6,), -3 * math.log(1e-4), dtype=torch.float64)
    torch.testing.assert_close(sum(by_class), expected)


def test_one_class_costs_nothing():
    logits = torch.randn(2, 1, requires_grad=True)
    loss = symmetric_cross_entropy(
        logits, torch.zeros(2, dtype=torch.int64), alpha=1, beta=1
    )
    (gradient,) = torch.autograd.grad(loss, logits)
    assert loss == 0
    assert (gradient == 0).all()
