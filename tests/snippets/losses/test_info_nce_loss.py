import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.info_nce_loss import info_nce_loss
from tests.snippets.checks import HALF

A = torch.tensor([[10, 0, 5], [2, 10, -3], [-4, 3, 10]]).double() / 10
B = torch.tensor([[9, 1, 4], [0, 10, 2], [-5, 1, 8]]).double() / 10


def logits(a, b, temperature):
    return F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T / temperature


def test_known_numbers():
    for query, key, symmetric, wanted in (
        (A, B, False, 0.318011879923664),
        (B, A, False, 0.324624316654175),
        (A, B, True, 0.321318098288919),
        (B, A, True, 0.321318098288919),
    ):
        loss = info_nce_loss(query, key, temperature=0.5, symmetric=symmetric)
        assert loss.item() == pytest.approx(wanted, abs=1e-14)


def test_it_is_cross_entropy():
    pair = torch.arange(3)
    loss = info_nce_loss(A, B, temperature=0.5, reduction="none")
    exact = F.cross_entropy(logits(A, B, 0.5), pair, reduction="none")
    torch.testing.assert_close(loss, exact)


@pytest.mark.parametrize("symmetric", [False, True])
def test_further_keys_are_negatives(symmetric):
    further = torch.tensor([[1, 1, 1], [-1, 0, 2]]).double()
    keys = torch.cat([B, further])
    loss = info_nce_loss(A, keys, temperature=0.5, symmetric=symmetric)
    pair, z = torch.arange(3), logits(A, keys, 0.5)
    exact = F.cross_entropy(z, pair)
    if symmetric:
        exact = (exact + F.cross_entropy(z[:, :3].T, pair)) / 2
    torch.testing.assert_close(loss, exact)


def test_keys_of_each_query_alone_are_those_of_the_batch():
    for index in range(3):
        alone = torch.stack([B.roll(-turn, dims=0) for turn in range(3)], dim=1)
        each = info_nce_loss(A, alone, reduction="none")
        torch.testing.assert_close(
            each[index], info_nce_loss(A, B, reduction="none")[index]
        )


@pytest.mark.parametrize("count", [1, 2, 6])
def test_all_alike_cost_the_log_of_their_number(count):
    alike = torch.ones(count, 3)
    loss = info_nce_loss(alike, alike, symmetric=True)
    assert loss.item() == pytest.approx(math.log(count), abs=1e-6)


@pytest.mark.parametrize("dtype", [*HALF, torch.float32])
def test_temperature_of_a_hundredth(dtype):
    # exp(1 / 0.01) is beyond float32.
    for key in (B, B.flip(0), -A):
        query = A.to(dtype).requires_grad_()
        key = key.to(dtype)
        loss = info_nce_loss(query, key, temperature=0.01, symmetric=True)
        loss.backward()
        exact = info_nce_loss(
            query.detach().double(),
            key.double(),
            temperature=0.01,
            symmetric=True,
        )
        assert loss.item() == pytest.approx(exact.item(), rel=1e-4)
        assert query.grad.isfinite().all()


def test_where_the_temperature_goes_the_loss_tends_to_the_hardest_margin():
    z = logits(A, B, 1.0)
    margin = (z.amax(1) - z.diagonal()).mean()
    loss = 1e-4 * info_nce_loss(A, B, temperature=1e-4)
    torch.testing.assert_close(loss, margin, rtol=0, atol=1e-12)


def test_a_learned_temperature_has_its_gradient():
    temperature = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(
        lambda t: info_nce_loss(A, B, temperature=t, symmetric=True),
        temperature,
    )


@pytest.mark.parametrize("dtype", [*HALF, torch.float32])
def test_a_vector_of_zeros_is_at_right_angles_and_harms_nothing(dtype):
    query = A.to(dtype)
    query[1] = 0
    query.requires_grad_()
    each = info_nce_loss(query, B.to(dtype), reduction="none")
    each.sum().backward()
    assert each[1].item() == pytest.approx(math.log(3), rel=1e-6)
    assert query.grad.isfinite().all()
    assert query.grad.abs().max() < 100
