import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)
from tests.snippets.checks import HALF
from tests.snippets.losses.test_info_nce_loss import A, B, logits

LAST = torch.tensor([[8, -3, 1]]).double() / 10
E6 = torch.cat([A, B[:2], LAST])


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ([0, 1, 1, 0, 1, 0], 1.97789205041938),
        # The last is alone: the mean is over the other five.
        ([0, 1, 1, 0, 1, 2], 1.98637192047804),
    ],
)
def test_known_numbers(target, wanted):
    loss = supervised_contrastive_loss(E6, torch.tensor(target))
    assert loss.item() == pytest.approx(wanted, abs=1e-13)


def test_two_views_of_each_are_nt_xent():
    pair = torch.arange(3)
    both = torch.cat([A, B])
    loss = supervised_contrastive_loss(both, pair.repeat(2), temperature=0.5)
    assert loss.item() == pytest.approx(0.550874914591001, abs=1e-14)
    z = logits(both, both, 0.5).fill_diagonal_(-torch.inf)
    exact = F.cross_entropy(z, torch.cat([pair + 3, pair]))
    torch.testing.assert_close(loss, exact)


def test_the_mean_of_logs_is_above_the_log_of_the_mean():
    # Equation 3 of the paper is the lesser one, by Jensen's inequality.
    target = torch.tensor([0, 1, 1, 0, 1, 0])
    itself = torch.eye(6, dtype=torch.bool)
    p = logits(E6, E6, 0.1).masked_fill(itself, -torch.inf).softmax(1)
    positive = (target[:, None] == target) & ~itself
    inside = -((p * positive).sum(1) / positive.sum(1)).log()
    assert inside.mean().item() == pytest.approx(0.702027877633592)
    loss = supervised_contrastive_loss(E6, target, reduction="none")
    assert (loss > inside).all()


def test_all_alike_cost_the_log_of_the_others():
    loss = supervised_contrastive_loss(torch.ones(6, 3), torch.arange(6) % 2)
    assert loss.item() == pytest.approx(math.log(5), abs=1e-6)


def test_nobody_has_another_of_the_class():
    embedding = E6.clone().requires_grad_()
    for some in (embedding, embedding[:1]):
        loss = supervised_contrastive_loss(some, torch.arange(len(some)))
        assert loss == 0
        (slope,) = torch.autograd.grad(loss, embedding)
        assert not slope.any()


@pytest.mark.parametrize("dtype", [*HALF, torch.float32])
def test_temperature_of_a_hundredth(dtype):
    target = torch.tensor([0, 1, 1, 0, 1, 0])
    embedding = E6.to(dtype).requires_grad_()
    loss = supervised_contrastive_loss(embedding, target, temperature=0.01)
    loss.backward()
    exact = supervised_contrastive_loss(
        embedding.detach().double(), target, temperature=0.01
    )
    assert loss.item() == pytest.approx(exact.item(), rel=1e-5)
    assert embedding.grad.isfinite().all()


def test_autocast_does_not_round_the_cosines():
    target = torch.tensor([0, 1, 1, 0, 1, 0])
    exact = supervised_contrastive_loss(E6.float(), target)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert supervised_contrastive_loss(E6.float(), target) == exact
