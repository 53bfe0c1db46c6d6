"""Each sample is mixed with its partner, by the share that is returned."""

import math

import pytest
import torch
from torch.nn import functional as F

from snippets.tools import mixup as snippet
from snippets.tools.mixup import cutmix, mixup

PICTURES = torch.arange(6.0).view(6, 1, 1, 1).expand(6, 3, 16, 12)


@pytest.fixture(autouse=True)
def _seed():
    torch.manual_seed(0)


@pytest.mark.parametrize("alpha", [0.01, 0.2, 1, 8.0])
@pytest.mark.parametrize("shape", [(5,), (5, 3), (5, 2, 4, 4)])
def test_mixup_is_the_weighted_mean(alpha, shape):
    x = torch.randn(shape, dtype=torch.float64)
    mixed, partner, share = mixup(x, alpha=alpha)
    assert 0 <= share <= 1
    assert sorted(partner.tolist()) == [*range(5)]
    wanted = share * x + (1 - share) * x[partner]
    torch.testing.assert_close(mixed, wanted)


@pytest.mark.parametrize("alpha", [0.2, 1.0, 8.0])
def test_cutmix_counts_what_the_box_leaves(alpha):
    for _ in range(50):
        mixed, partner, share = cutmix(PICTURES, alpha=alpha)
        for own, other, picture in zip(range(6), partner, mixed, strict=True):
            kept = (picture == own).double().mean().item()
            assert own == other or kept == pytest.approx(share)
            assert ((picture == own) | (picture == other)).all()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.75, 0.99, 1.0])
def test_a_box_in_the_middle_has_the_area_that_was_drawn(share, monkeypatch):
    middle = {"randint": lambda size, *_, **__: torch.tensor(size // 2)}
    monkeypatch.setattr(torch, "randint", middle["randint"])
    order = torch.arange(6).roll(1)
    monkeypatch.setattr(snippet, "_drawn", lambda *_, **__: (share, order))
    mixed, _, kept = cutmix(PICTURES)
    side = math.sqrt(1 - share)
    box = mixed[1, 0] == 0
    assert box.any(1).sum() == round(16 * side)
    assert box.any(0).sum() == round(12 * side)
    assert kept == pytest.approx(1 - box.double().mean().item())
    assert kept == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize("alpha", [0.2, 1.0])
def test_lambda_has_the_variance_of_the_beta_distribution(alpha):
    shares = [mixup(torch.zeros(2), alpha=alpha)[2] for _ in range(4000)]
    shares = torch.tensor(shares, dtype=torch.float64)
    assert shares.mean() == pytest.approx(0.5, abs=0.03)
    assert shares.var() == pytest.approx(1 / (8 * alpha + 4), rel=0.05)


def test_both_forms_are_one_loss():
    """The value of two routes, in many digits, for a share of 0.3."""
    logits = torch.tensor([[2, -1, 0.5], [0, 1.5, -0.5]]).double()
    target, partner, share = torch.tensor([0, 2]), torch.tensor([1, 0]), 0.3
    first, second = (
        F.cross_entropy(logits, y) for y in (target, target[partner])
    )
    one_hot = F.one_hot(target, 3).double()
    soft = share * one_hot + (1 - share) * one_hot[partner]
    for loss in (
        share * first + (1 - share) * second,
        F.cross_entropy(logits, soft),
    ):
        assert loss.item() == pytest.approx(1.6238335044432, rel=1e-12)


@pytest.mark.parametrize("mix", [mixup, cutmix])
@pytest.mark.parametrize(
    "dtype", [torch.float64, torch.bfloat16, torch.float16]
)
def test_samples_are_left_alone_and_keep_their_dtype(mix, dtype):
    x = torch.randn(4, 1, 5, 5).to(dtype)
    before = x.clone()
    mixed, _, share = mix(x)
    assert torch.equal(x, before)
    assert mixed.dtype == dtype
    assert mixed.shape == x.shape
    assert isinstance(share, float)


@pytest.mark.parametrize("mix", [mixup, cutmix])
def test_the_seed_decides(mix):
    x = torch.randn(6, 8, 8)
    found = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        found.append(mix(x, alpha=1.0)[2])
    assert found[0] == found[1]
    assert mix(torch.empty(0, 4, 4))[0].shape == (0, 4, 4)


@pytest.mark.parametrize(
    ("mix", "x", "alpha", "error", "message"),
    [
        (mixup, torch.zeros(3).long(), 1.0, TypeError, "got torch.int64"),
        (mixup, torch.zeros(()), 1.0, ValueError, r"at least 1 .*\(\)"),
        (cutmix, torch.zeros(3, 4), 1.0, ValueError, r"at least 3 .*\(3, 4\)"),
        (mixup, torch.zeros(3), 0, ValueError, "above 0 and finite, got 0"),
        (mixup, torch.zeros(3), math.inf, ValueError, "finite, got inf"),
        (mixup, torch.zeros(3), math.nan, ValueError, "finite, got nan"),
        (mixup, torch.zeros(3), "1", TypeError, "a number, got '1'"),
        (mixup, torch.zeros(3), True, TypeError, "a number, got True"),
    ],
)
def test_what_cannot_be_mixed_raises(mix, x, alpha, error, message):
    with pytest.raises(error, match=message):
        mix(x, alpha=alpha)
