import pytest
import torch
from torch.nn import functional as F

from snippets.losses.expectile_loss import expectile_loss

INPUT = torch.tensor([2.0, 0.5, 0.0, -0.3, -4.0], dtype=torch.float64)
ZERO = torch.zeros_like(INPUT)
TARGETS = torch.tensor([1.0, 2.0, 4.0, 7.0, 100.0], dtype=torch.float64)


@pytest.mark.parametrize(("level", "mean"), [(0.1, 1.0868), (0.9, 2.9812)])
def test_known_numbers(level, mean):
    came = expectile_loss(INPUT, ZERO, expectile=level)
    assert came.item() == pytest.approx(mean)


def test_at_one_half_it_is_half_the_squared_error():
    came = expectile_loss(INPUT, ZERO, expectile=0.5)
    torch.testing.assert_close(came, F.mse_loss(INPUT, ZERO) / 2)


@pytest.mark.parametrize(
    ("level", "best"), [(0.1, 5.862068965517241), (0.9, 70.30769230769232)]
)
def test_the_best_constant_has_no_gradient(level, best):
    constant = torch.tensor(best, dtype=torch.float64, requires_grad=True)
    loss = expectile_loss(constant.expand(5), TARGETS, expectile=level)
    (gradient,) = torch.autograd.grad(loss, constant)
    assert gradient.item() == pytest.approx(0, abs=1e-12)
