import math

import torch

from snippets.losses.log_cosh_loss import log_cosh_loss


def value_and_gradient(error: torch.Tensor):
    error = error.clone().requires_grad_()
    loss = log_cosh_loss(error, torch.zeros_like(error), reduction="none")
    (gradient,) = torch.autograd.grad(loss.sum(), error)
    return loss.detach(), gradient


def test_gradient_flows_to_the_target_with_opposite_sign():
    input, target = torch.zeros(2), torch.tensor([0.5, -4.0])
    target.requires_grad_()
    log_cosh_loss(input, target, reduction="sum").backward()
    torch.testing.assert_close(target.grad, torch.tanh(target.detach()))


def test_infinite_and_missing_errors_show():
    loss, gradient = value_and_gradient(
        torch.tensor([math.inf, -math.inf, math.nan])
    )
    assert loss[:2].tolist() == [math.inf, math.inf]
    assert gradient[:2].tolist() == [1, -1]
    assert loss[2].isnan()


def test_curvature_at_0_is_1():
    zero = torch.zeros((), dtype=torch.float64)
    curvature = torch.func.grad(torch.func.grad(log_cosh_loss))(zero, zero)
    assert curvature.item() == 1
