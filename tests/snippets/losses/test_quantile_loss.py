import numpy as np
import pytest
import torch
from torch.nn import functional as F

from snippets.losses.quantile_loss import quantile_loss

# The errors are target - input in the sources: -e here.
INPUT = torch.tensor([2.0, 0.5, 0.0, -0.3, -4.0], dtype=torch.float64)
ZERO = torch.zeros_like(INPUT)
TARGETS = torch.tensor([1.0, 2.0, 4.0, 7.0, 100.0], dtype=torch.float64)


@pytest.mark.parametrize(
    ("level", "each"),
    [
        (0.1, [1.8, 0.45, 0, 0.03, 0.4]),
        (0.5, [1.0, 0.25, 0, 0.15, 2.0]),
        (0.9, [0.2, 0.05, 0, 0.27, 3.6]),
    ],
)
def test_known_numbers(level, each):
    came = quantile_loss(INPUT, ZERO, quantile=level, reduction="none")
    assert came.tolist() == pytest.approx(each)


def test_at_one_half_it_is_half_the_absolute_error():
    came = quantile_loss(INPUT, ZERO, quantile=0.5)
    torch.testing.assert_close(came, F.l1_loss(INPUT, ZERO) / 2)


@pytest.mark.parametrize("level", [0.1, 0.25, 0.5, 0.9])
def test_the_best_constant_is_a_quantile(level):
    constants = torch.linspace(0, 101, 1011, dtype=torch.float64)
    grid = constants[:, None].expand(-1, 5)
    losses = quantile_loss(
        grid, TARGETS.expand(1011, 5), quantile=level, reduction="none"
    )
    best = constants[losses.mean(1).argmin()].item()
    wanted = np.quantile(TARGETS, level, method="inverted_cdf")
    assert best == pytest.approx(wanted)


def test_a_level_for_each_column():
    levels = torch.tensor([0.1, 0.5, 0.9])
    columns = INPUT[:, None].expand(5, 3)
    target = ZERO[:, None].expand(5, 3)
    came = quantile_loss(columns, target, quantile=levels, reduction="none")
    for column, level in enumerate(levels.tolist()):
        expected = quantile_loss(INPUT, ZERO, quantile=level, reduction="none")
        torch.testing.assert_close(came[:, column], expected, rtol=1e-7, atol=0)
