import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.multiclass_focal_loss import (
    multiclass_focal_loss,
)

GAMMAS = (0, 0.5, 1, 2, 5)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("shape", [(), (5,), (5, 2), (5, 2, 3)])
def test_without_gamma_it_is_cross_entropy(reduction, weighted, shape):
    logits = torch.randn(*shape[:1], 4, *shape[1:])
    target = torch.randint(0, 4, shape)
    if shape:
        # Ignored, so that it may lie outside of the classes.
        target.view(-1)[0] = 7
    alpha = torch.rand(4) if weighted else None
    torch.testing.assert_close(
        multiclass_focal_loss(
            logits,
            target,
            gamma=0,
            weight=alpha,
            ignore_index=7,
            reduction=reduction,
        ),
        F.cross_entropy(
            logits, target, weight=alpha, ignore_index=7, reduction=reduction
        ),
    )


@pytest.mark.parametrize("gamma", GAMMAS)
@pytest.mark.parametrize(
    ("logits", "target"),
    [
        (torch.ones(2, 3), [-100, -100]),
        (torch.ones(0, 3), []),
        (torch.ones(2, 1), [0, 0]),
        (torch.tensor([[5.0, -math.inf, -math.inf]]), [0]),
    ],
    ids=["all ignored", "empty", "one class", "others masked"],
)
def test_nothing_to_learn_is_0(gamma, logits, target):
    logits = logits.clone().requires_grad_()
    target = torch.tensor(target, dtype=torch.int64)
    loss = multiclass_focal_loss(logits, target, gamma=gamma)
    loss.backward()
    assert loss.item() == 0
    assert logits.grad.abs().sum() == 0


def test_weights_of_0_make_a_mean_of_0():
    loss = multiclass_focal_loss(
        torch.ones(2, 3), torch.tensor([0, 1]), weight=torch.zeros(3)
    )
    assert loss.item() == 0


def test_a_masked_class_changes_nothing():
    logits = torch.tensor([[1.0, 2.0, -math.inf]], requires_grad=True)
    target = torch.tensor([0])
    loss = multiclass_focal_loss(logits, target)
    loss.backward()
    torch.testing.assert_close(
        loss, multiclass_focal_loss(logits[:, :2], target)
    )
    assert logits.grad.isfinite().all()
    assert logits.grad[0, 2] == 0


def test_an_ignored_sample_may_have_any_class_masked():
    logits = torch.tensor([[-math.inf, 2.0, 1.0], [0.0, 2.0, 1.0]])
    logits.requires_grad_()
    loss = multiclass_focal_loss(logits, torch.tensor([-100, 1]))
    loss.backward()
    torch.testing.assert_close(
        loss, multiclass_focal_loss(logits[1], torch.tensor(1))
    )
    assert logits.grad.isfinite().all()
    assert not logits.grad[0].any()
