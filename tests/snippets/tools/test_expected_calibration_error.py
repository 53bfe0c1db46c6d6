"""The calibration error beside a loop over the bins, and what it must be."""

import math

import pytest
import torch

from snippets.tools.expected_calibration_error import (
    expected_calibration_error,
)


def looped(p, target, bins):
    """Sample by sample, in plain Python."""
    held = {}
    for row, y in zip(p.tolist(), target.tolist(), strict=True):
        sure = max(row)
        inside = max(1, math.ceil(sure * bins))
        held.setdefault(inside, []).append((sure, row.index(sure) == y))
    total = 0.0
    for pairs in held.values():
        sure, right = map(sum, zip(*pairs, strict=True))
        total += abs(right - sure)
    return total / len(target)


@pytest.mark.parametrize("bins", [1, 2, 15, 100])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_it_is_what_a_loop_finds(bins, dtype):
    torch.manual_seed(0)
    logits = (3 * torch.randn(400, 4)).to(dtype)
    target = torch.randint(4, (400,))
    p = logits.double().softmax(dim=1)
    found = expected_calibration_error(logits, target, bins=bins)
    assert found == pytest.approx(looped(p, target, bins), rel=1e-12)


def test_one_bin_is_the_distance_of_the_means():
    logits = torch.tensor([[2.0, 0.0], [1.0, 0.0], [0.0, 3.0]])
    target = torch.tensor([0, 1, 1])
    sure = logits.double().softmax(dim=1).amax(dim=1).mean()
    found = expected_calibration_error(logits, target, bins=1)
    assert found == pytest.approx(abs(sure.item() - 2 / 3))


def test_it_is_0_for_sure_and_right_and_1_for_sure_and_wrong():
    logits = torch.tensor([[0.0, -torch.inf]]).repeat(3, 1)
    zeros = torch.zeros(3, dtype=torch.long)
    assert expected_calibration_error(logits, zeros) == 0
    assert expected_calibration_error(logits, zeros + 1) == 1


@pytest.mark.parametrize(
    ("logits", "target", "bins", "message"),
    [
        (torch.zeros(3), torch.tensor([0]), 15, r"shape \(N, K\)"),
        (torch.zeros(2, 3).long(), torch.tensor([0, 1]), 15, "floating-point"),
        (torch.zeros(2, 3), torch.tensor([0]), 15, r"shape \(2,\)"),
        (torch.zeros(2, 3), torch.tensor([0.0, 1.0]), 15, "torch.int64"),
        (torch.zeros(2, 3), torch.tensor([0, 1]), 0, "bins .* above 0, got 0"),
        (torch.zeros(2, 3), torch.tensor([0, 1]), 1.5, "got 1.5"),
        (torch.zeros(2, 3) + torch.nan, torch.tensor([0, 1]), 15, "nan"),
        (torch.zeros(0, 3), torch.zeros(0).long(), 15, "one sample"),
    ],
)
def test_bad_input_raises(logits, target, bins, message):
    with pytest.raises(ValueError, match=message):
        expected_calibration_error(logits, target, bins=bins)
