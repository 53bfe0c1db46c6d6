import math

import pytest
import torch

from snippets.losses.gaussian_crps_loss import gaussian_crps_loss


def of(mean, std, target, dtype=torch.float64):
    return gaussian_crps_loss(
        *(torch.tensor([each], dtype=dtype) for each in (mean, std, target))
    ).item()


def test_known_number():
    assert of(1.0, 0.7, 2.0) == pytest.approx(0.65325684834532)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_of_a_sure_prediction_it_is_the_absolute_error(dtype):
    tiny = torch.finfo(dtype).tiny
    assert of(-3.0, tiny, 5.0, dtype) == 8
    assert of(-3.0, tiny, -3.0, dtype) < 1e-30


def test_it_is_the_integral_of_the_squared_difference():
    mean, std, target = 1.0, 0.7, 2.0
    y = torch.linspace(-9, 11, 2_000_001, dtype=torch.float64)
    below = torch.special.ndtr((y - mean) / std)
    difference = below - (y >= target).double()
    area = torch.trapezoid(difference.square(), y).item()
    assert of(mean, std, target) == pytest.approx(area, abs=1e-5)


def test_gradients_are_those_of_the_derivation():
    mean, std = torch.tensor([[1.0], [0.7]], dtype=torch.float64)
    mean.requires_grad_()
    std.requires_grad_()
    target = torch.tensor([2.0], dtype=torch.float64)
    loss = gaussian_crps_loss(mean, std, target)
    by_mean, by_std = torch.autograd.grad(loss, (mean, std))
    z = (target - mean) / std
    density = torch.exp(-z.square() / 2) / math.sqrt(2 * math.pi)
    torch.testing.assert_close(by_mean, 1 - 2 * torch.special.ndtr(z))
    torch.testing.assert_close(by_std, 2 * density - 1 / math.sqrt(math.pi))


@pytest.mark.parametrize("target", [1e4, -1e4])
def test_far_targets_pull_with_a_force_of_one(target):
    mean = torch.zeros(1, requires_grad=True)
    std = torch.full((1,), 1e-6, requires_grad=True)
    loss = gaussian_crps_loss(mean, std, torch.tensor([target]))
    by_mean, by_std = torch.autograd.grad(loss, (mean, std))
    assert by_mean.item() == -math.copysign(1, target)
    assert by_std.item() == pytest.approx(-1 / math.sqrt(math.pi))
