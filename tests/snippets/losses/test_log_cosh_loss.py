import math

import pytest
import torch
from torch.autograd import gradcheck, gradgradcheck

from snippets.losses.log_cosh_loss import LogCoshLoss, log_cosh_loss

ERRORS = [0.0, 1e-4, -1e-3, 0.01, -0.1, 0.5, 0.999, 1.0, -1.001, 3.0, -20.0]


def reference(error: float) -> float:
    """Python's own log and cosh; the Taylor series where they cancel."""
    if abs(error) < 0.02:
        return error**2 / 2 - error**4 / 12 + error**6 / 45
    if abs(error) > 300:
        return abs(error) - math.log(2)
    return math.log(math.cosh(error))


def value_and_gradient(error: torch.Tensor):
    error = error.clone().requires_grad_()
    loss = log_cosh_loss(error, torch.zeros_like(error), reduction="none")
    (gradient,) = torch.autograd.grad(loss.sum(), error)
    return loss.detach(), gradient


@pytest.mark.parametrize(
    ("dtype", "rtol"),
    [
        (torch.float64, 1e-12),
        (torch.float32, 1e-6),
        (torch.float16, 4e-3),
        (torch.bfloat16, 3e-2),
    ],
)
def test_value_and_gradient_are_relatively_exact(dtype, rtol):
    error = torch.tensor([*ERRORS, 1e4, -1e4], dtype=dtype)
    exact = error.double()
    expected = exact.new_tensor([reference(e) for e in exact.tolist()])
    loss, gradient = value_and_gradient(error)
    # Below its smallest number, half precision has only 0.
    atol = 2**-24 if dtype == torch.float16 else 0
    torch.testing.assert_close(loss.double(), expected, rtol=rtol, atol=atol)
    torch.testing.assert_close(
        gradient.double(), torch.tanh(exact), rtol=rtol, atol=0
    )


def test_target_is_subtracted():
    input = torch.tensor([2.5, -1.0], dtype=torch.float64)
    target = torch.tensor([1.0, 3.0], dtype=torch.float64)
    loss = log_cosh_loss(input, target, reduction="none")
    assert loss.tolist() == pytest.approx([reference(1.5), reference(-4.0)])


def test_gradient_flows_to_the_target_with_opposite_sign():
    input, target = torch.zeros(2), torch.tensor([0.5, -4.0])
    target.requires_grad_()
    log_cosh_loss(input, target, reduction="sum").backward()
    torch.testing.assert_close(target.grad, torch.tanh(target.detach()))


def test_gradcheck_and_second_derivative():
    input = torch.tensor(ERRORS, dtype=torch.float64, requires_grad=True)
    target = torch.zeros_like(input, requires_grad=True)
    assert gradcheck(log_cosh_loss, (input, target))
    assert gradgradcheck(log_cosh_loss, (input, target))
    zero = torch.zeros((), dtype=torch.float64)
    curvature = torch.func.grad(torch.func.grad(log_cosh_loss))(zero, zero)
    assert curvature.item() == 1


def test_infinite_and_missing_errors_show():
    loss, gradient = value_and_gradient(
        torch.tensor([math.inf, -math.inf, math.nan])
    )
    assert loss[:2].tolist() == [math.inf, math.inf]
    assert gradient[:2].tolist() == [1, -1]
    assert loss[2].isnan()


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_reductions_and_module(reduction):
    torch.manual_seed(0)
    input, target = torch.randn(2, 3, 4)
    each = log_cosh_loss(input, target, reduction="none")
    assert each.shape == (3, 4)
    expected = getattr(each, reduction)()
    loss = LogCoshLoss(reduction=reduction)(input, target)
    torch.testing.assert_close(loss, expected)


def test_empty_batch_is_as_in_pytorch():
    empty = torch.empty(0)
    assert log_cosh_loss(empty, empty, reduction="none").shape == (0,)
    assert log_cosh_loss(empty, empty, reduction="sum") == 0
    assert log_cosh_loss(empty, empty).isnan()


def test_non_contiguous_input():
    torch.manual_seed(0)
    input, target = torch.randn(2, 4, 3).transpose(1, 2)
    torch.testing.assert_close(
        log_cosh_loss(input, target),
        log_cosh_loss(input.contiguous(), target.contiguous()),
    )


def test_compiles_in_one_graph():
    torch.manual_seed(0)
    input, target = 3 * torch.randn(2, 8)
    compiled = torch.compile(log_cosh_loss, fullgraph=True, backend="eager")
    torch.testing.assert_close(
        compiled(input, target), log_cosh_loss(input, target)
    )


def test_vmap_of_grad():
    error = torch.tensor(ERRORS)
    gradient = torch.func.vmap(torch.func.grad(log_cosh_loss))(
        error, torch.zeros_like(error)
    )
    torch.testing.assert_close(gradient, torch.tanh(error))


def test_leaves_its_arguments_alone():
    input, target = torch.tensor([5.0]), torch.tensor([2.0])
    log_cosh_loss(input, target)
    assert (input.item(), target.item()) == (5, 2)


@pytest.mark.parametrize(
    ("input", "target", "reduction", "message"),
    [
        (torch.ones(2).long(), torch.ones(2), "mean", "input must be floating"),
        (torch.ones(2), torch.ones(2, 1), "mean", "target must have the shape"),
        (
            torch.ones(2),
            torch.ones(2).long(),
            "mean",
            "target must be floating",
        ),
        (torch.ones(2), torch.ones(2), "average", "reduction must be 'none'"),
    ],
)
def test_bad_input(input, target, reduction, message):
    with pytest.raises(ValueError, match=message):
        log_cosh_loss(input, target, reduction=reduction)


def test_module_shows_its_option():
    assert repr(LogCoshLoss()) == "LogCoshLoss(reduction='mean')"
