import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.token_cross_entropy import token_cross_entropy
from tests.snippets.checks import HALF

Z = torch.tensor([[[1, 2, 3], [0, 0, 0]]]).double()


def test_known_numbers_of_the_z_loss():
    target = torch.tensor([[2, 0]])
    plain = token_cross_entropy(Z, target, shift=False)
    both = token_cross_entropy(Z, target, shift=False, z_loss=1e-4)
    assert both.item() == pytest.approx(0.7537500629247316, abs=1e-15)
    square = (both - plain) / 1e-4
    assert square.item() == pytest.approx(6.40936368486475, abs=1e-10)


@pytest.mark.parametrize("length", [0, 1, 2, 5])
def test_shifted_targets_are_shifted_logits(length):
    torch.manual_seed(0)
    logits = torch.randn(3, length, 7, dtype=torch.float64)
    tokens = torch.randint(7, (3, length))
    each = token_cross_entropy(logits, tokens, reduction="none")
    assert each.shape == tokens.shape
    assert not each[:, -1:].any()
    rows = logits[:, :-1].flatten(0, 1)
    exact = F.cross_entropy(rows, tokens[:, 1:].flatten(), reduction="none")
    torch.testing.assert_close(each[:, :-1].flatten(), exact)


def test_the_mean_is_over_tokens_and_not_over_sequences():
    logits = torch.zeros(2, 7, 4)
    logits[0] *= 0
    logits[1, :, 0] = 10.0
    tokens = torch.zeros(2, 7, dtype=torch.int64)
    tokens[0, 2:] = -100
    each = token_cross_entropy(logits, tokens, reduction="none")
    assert (each > 0).sum() == 7
    mean = token_cross_entropy(logits, tokens)
    torch.testing.assert_close(mean, each.sum() / 7)


@pytest.mark.parametrize("dtype", HALF)
def test_many_words_in_half_precision(dtype):
    logits = torch.full((1, 2, 50_000), 10.0, dtype=dtype)
    loss = token_cross_entropy(logits, torch.tensor([[0, 1]]), z_loss=1.0)
    total = 10 + math.log(50_000)
    assert loss.item() == pytest.approx(math.log(50_000) + total**2, rel=1e-6)


def test_a_prompt_has_no_gradient_but_its_last_position():
    torch.manual_seed(0)
    logits = torch.randn(1, 6, 10, requires_grad=True)
    target = torch.tensor([[-100, -100, -100, -100, 8, 3]])
    token_cross_entropy(logits, target).backward()
    moved = logits.grad.abs().sum(dim=2)[0] > 0
    assert moved.tolist() == [False, False, False, True, True, False]
