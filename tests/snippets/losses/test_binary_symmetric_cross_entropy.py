import pytest
import torch

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

LOGITS = (-1e4, -90.0, -20.0, -1.0, 0.0, 0.5, 20.0, 90.0, 1e4)


@pytest.mark.parametrize("floor", [1e-4, 1e-12])
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_is_near_float64(dtype, floor):
    logits = torch.tensor(LOGITS, dtype=dtype).repeat(3).requires_grad_()
    target = torch.tensor([0, 1, 0.25], dtype=dtype)
    target = target.repeat_interleave(len(LOGITS))
    wide = logits.detach().double().requires_grad_()
    options = {"alpha": 1, "beta": 1, "floor": floor, "reduction": "none"}
    loss = binary_symmetric_cross_entropy(logits, target, **options)
    exact = binary_symmetric_cross_entropy(wide, target.double(), **options)
    assert loss.dtype == torch.float32
    tolerance = {"rtol": 4 * torch.finfo(dtype).eps, "atol": 1e-6}
    torch.testing.assert_close(loss.double(), exact, **tolerance)
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    (slope,) = torch.autograd.grad(exact.sum(), wide)
    torch.testing.assert_close(gradient.double(), slope, **tolerance)


def test_hard_target_has_a_finite_gradient():
    target = torch.tensor([0.0, 1.0], requires_grad=True)
    loss = binary_symmetric_cross_entropy(
        torch.tensor([2.0, 3.0]), target, alpha=1, beta=1
    )
    (gradient,) = torch.autograd.grad(loss, target)
    assert gradient.isfinite().all()
