import pytest
import torch
from torch.nn import functional as F

from snippets.losses.siglip_loss import siglip_loss
from tests.snippets.checks import HALF
from tests.snippets.losses.test_info_nce_loss import A, B, logits


def test_known_numbers():
    loss = siglip_loss(A, B)
    assert loss.item() == pytest.approx(1.04676669126998, abs=1e-13)
    loss = siglip_loss(A, B, bias=0.0)
    assert loss.item() == pytest.approx(2.93901955306118, abs=1e-13)


def test_it_is_binary_cross_entropy_of_all_pairs():
    z = logits(A, B, 0.5) - 1
    exact = F.binary_cross_entropy_with_logits(z, torch.eye(3).double())
    loss = siglip_loss(A, B, temperature=0.5, bias=-1.0)
    torch.testing.assert_close(loss, 3 * exact)
    # And so the towers may be exchanged.
    torch.testing.assert_close(
        siglip_loss(B, A, temperature=0.5, bias=-1.0), loss
    )


def test_parts_of_the_keys_add_up():
    further = torch.tensor([[1, 1, 1], [-1, 0, 2]]).double()
    whole = siglip_loss(A, torch.cat([B, further]), reduction="sum")
    z = logits(A, further, 0.1) - 10
    rest = -F.logsigmoid(-z).sum()
    torch.testing.assert_close(whole, siglip_loss(A, B, reduction="sum") + rest)


def test_learned_options_have_their_gradient():
    options = [
        torch.tensor(number, dtype=torch.float64, requires_grad=True)
        for number in (0.5, -1.0)
    ]
    assert torch.autograd.gradcheck(
        lambda t, b: siglip_loss(A, B, temperature=t, bias=b), options
    )


@pytest.mark.parametrize("dtype", [*HALF, torch.float32])
def test_temperature_of_a_hundredth(dtype):
    for key in (B, -A):
        query = A.to(dtype).requires_grad_()
        loss = siglip_loss(query, key.to(dtype), temperature=0.01, bias=0.0)
        loss.backward()
        exact = siglip_loss(
            query.detach().double(),
            key.to(dtype).double(),
            temperature=0.01,
            bias=0.0,
        )
        assert loss.item() == pytest.approx(exact.item(), rel=1e-5)
        assert query.grad.isfinite().all()


def test_autocast_does_not_round_the_cosines():
    query, key = A.float(), B.float()
    exact = siglip_loss(query, key, bias=0.0)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert siglip_loss(query, key, bias=0.0) == exact
