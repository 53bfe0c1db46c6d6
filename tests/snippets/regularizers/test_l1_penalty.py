import pytest
import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty


def count(model):
    """How many numbers the penalty counts, with every one of them 1."""
    for parameter in model.parameters():
        nn.init.ones_(parameter)
    return l1_penalty(model, 1.0).item()


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (nn.Linear(3, 4), 12),
        (nn.Bilinear(2, 3, 4), 24),
        (nn.Embedding(5, 2), 10),
        (nn.LSTM(2, 3), 4 * 3 * 2 + 4 * 3 * 3),
        (nn.MultiheadAttention(4, 2, add_bias_kv=True), 4 * 16),
        (nn.BatchNorm2d(4), 0),
        (nn.SyncBatchNorm(4), 0),
        (nn.InstanceNorm3d(4, affine=True), 0),
        (nn.LayerNorm((3, 4)), 0),
        (nn.GroupNorm(2, 4), 0),
        (nn.RMSNorm(4), 0),
        (nn.PReLU(4), 0),
        (nn.ReLU(), 0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_a_weight(model, expected):
    assert count(model) == expected
    assert count(nn.Sequential(model, nn.Linear(2, 1))) == expected + 2


def test_shared_counts_once_frozen_not_at_all():
    model = nn.Sequential(nn.Linear(3, 3, False), nn.Linear(3, 3, False))
    model[1].weight = model[0].weight
    assert count(model) == 9
    model.requires_grad_(False)
    assert count(model) == 0


def test_no_overflow_in_float16():
    model = nn.Linear(400, 400).half()
    nn.init.ones_(model.weight)
    assert l1_penalty(model, 1e-3).item() == 160


def test_first_weight_in_half_precision():
    model = nn.Sequential(nn.Linear(1, 1).half(), nn.Linear(1, 1))
    nn.init.zeros_(model[0].weight)
    nn.init.constant_(model[1].weight, 70_000.0)
    assert l1_penalty(model, 1.0).item() == 70_000


def test_complex():
    model = nn.Module()
    model.weight = nn.Parameter(torch.tensor([3 + 4j, 1j]))
    assert l1_penalty(model, 2.0).item() == 12
