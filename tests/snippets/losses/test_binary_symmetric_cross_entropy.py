import math

import mpmath
import pytest
import torch
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    BinarySymmetricCrossEntropyLoss,
    binary_symmetric_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

LOGITS = (-1e4, -90.0, -20.0, -1.0, 0.0, 0.5, 20.0, 90.0, 1e4)


@mpmath.workdps(200)
def by_definition(z, y, alpha, beta, floor):
    """Value and slope of one sample, with the label clamped in the logs."""
    z, y, floor = mpmath.mpf(z), mpmath.mpf(y), mpmath.mpf(floor)
    p, q = 1 / (1 + mpmath.exp(-z)), 1 / (1 + mpmath.exp(z))
    log_y = mpmath.log(max(y, floor))
    log_not_y = mpmath.log(max(1 - y, floor))
    forward = -(y * mpmath.log(p) if y else 0)
    forward -= (1 - y) * mpmath.log(q) if y != 1 else 0
    reverse = -p * log_y - q * log_not_y
    slope = alpha * ((1 - y) * p - y * q) + beta * p * q * (log_not_y - log_y)
    return alpha * forward + beta * reverse, slope


@pytest.mark.parametrize("y", [0.0, 1.0, 0.25, 0.00005, 0.9])
@pytest.mark.parametrize(("alpha", "beta"), [(1, 1), (0.1, 5), (0, 1), (2, 0)])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_value_and_gradient_as_defined(dtype, alpha, beta, y):
    logits = torch.tensor(LOGITS, dtype=dtype, requires_grad=True)
    target = torch.full_like(logits, y)
    loss = binary_symmetric_cross_entropy(
        logits, target, alpha=alpha, beta=beta, floor=1e-3, reduction="none"
    )
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    rtol = 1e-12 if dtype == torch.float64 else 3e-5
    # Where a soft label is met, two parts cancel: absolute there.
    atol = torch.finfo(dtype).eps if 0 < y < 1 else torch.finfo(dtype).tiny
    for n, z in enumerate(LOGITS):
        value, slope = by_definition(
            logits[n].item(), target[n].item(), alpha, beta, 1e-3
        )
        assert loss[n].item() == pytest.approx(float(value), rtol, atol), z
        assert gradient[n].item() == pytest.approx(float(slope), rtol, atol), z


@pytest.mark.parametrize("floor", [1e-4, 1e-12])
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_is_near_float64(dtype, floor):
    logits = torch.tensor(LOGITS, dtype=dtype).repeat(3).requires_grad_()
    target = torch.tensor([0, 1, 0.25], dtype=dtype)
    target = target.repeat_interleave(len(LOGITS))
    wide = logits.detach().double().requires_grad_()
    options = {"floor": floor, "reduction": "none"}
    loss = binary_symmetric_cross_entropy(logits, target, **options)
    exact = binary_symmetric_cross_entropy(wide, target.double(), **options)
    assert loss.dtype == dtype
    tolerance = {"rtol": 4 * torch.finfo(dtype).eps, "atol": 1e-6}
    torch.testing.assert_close(loss.double(), exact, **tolerance)
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    (slope,) = torch.autograd.grad(exact.sum(), wide)
    torch.testing.assert_close(gradient.double(), slope, **tolerance)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
def test_without_reverse_term_is_binary_cross_entropy(reduction):
    logits = torch.randn(4, 3, dtype=torch.float64)
    target = torch.rand(4, 3, dtype=torch.float64)
    torch.testing.assert_close(
        binary_symmetric_cross_entropy(
            logits, target, beta=0, reduction=reduction
        ),
        F.binary_cross_entropy_with_logits(logits, target, reduction=reduction),
    )


def test_is_the_multiclass_loss_of_two_classes():
    logits = 5 * torch.randn(20, dtype=torch.float64)
    target = torch.randint(2, (20,))
    two = torch.stack([torch.zeros_like(logits), logits], dim=1)
    torch.testing.assert_close(
        binary_symmetric_cross_entropy(logits, target.double(), alpha=0.3),
        symmetric_cross_entropy(two, target, alpha=0.3),
    )


def test_gradcheck_and_transforms():
    logits = torch.randn(6, dtype=torch.float64, requires_grad=True)
    target = torch.rand(6, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(
        binary_symmetric_cross_entropy, (logits, target)
    )
    logits, target = logits.detach(), target.detach()
    slope = torch.func.grad(binary_symmetric_cross_entropy)
    each = torch.func.vmap(slope)(logits, target)
    torch.testing.assert_close(each / 6, slope(logits, target))


def test_hard_target_has_a_finite_gradient():
    target = torch.tensor([0.0, 1.0], requires_grad=True)
    loss = binary_symmetric_cross_entropy(torch.tensor([2.0, 3.0]), target)
    (gradient,) = torch.autograd.grad(loss, target)
    assert gradient.isfinite().all()


def test_compiles_without_a_break():
    compiled = torch.compile(
        binary_symmetric_cross_entropy, fullgraph=True, backend="aot_eager"
    )
    logits, target = torch.randn(6), torch.rand(6)
    torch.testing.assert_close(
        compiled(logits, target), binary_symmetric_cross_entropy(logits, target)
    )


def test_non_contiguous_input():
    logits, target = torch.randn(4, 3).T, torch.rand(4, 3).T
    torch.testing.assert_close(
        binary_symmetric_cross_entropy(logits, target),
        binary_symmetric_cross_entropy(
            logits.contiguous(), target.contiguous()
        ),
    )


def test_empty_batch_is_as_pytorch_has_it():
    empty = torch.zeros(0)
    assert binary_symmetric_cross_entropy(empty, empty).isnan()
    loss = binary_symmetric_cross_entropy(empty, empty, reduction="sum")
    assert loss == 0


def test_module_passes_its_options_on():
    logits, target = torch.randn(4), torch.rand(4)
    options = {"alpha": 0.1, "beta": 3.0, "floor": 0.01, "reduction": "sum"}
    loss = BinarySymmetricCrossEntropyLoss(**options)
    expected = binary_symmetric_cross_entropy(logits, target, **options)
    torch.testing.assert_close(loss(logits, target), expected)
    assert "alpha=0.1, beta=3.0, floor=0.01, reduction='sum'" in repr(loss)


@pytest.mark.parametrize(
    ("name", "logits", "target", "options"),
    [
        ("logits", torch.zeros(2).long(), torch.zeros(2).long(), {}),
        ("target", torch.zeros(2, 1), torch.zeros(2), {}),
        ("target", torch.zeros(2), torch.zeros(2).long(), {}),
        ("alpha", torch.zeros(2), torch.zeros(2), {"alpha": -1}),
        ("beta", torch.zeros(2), torch.zeros(2), {"beta": math.nan}),
        ("floor", torch.zeros(2), torch.zeros(2), {"floor": 0}),
        ("floor", torch.zeros(2), torch.zeros(2), {"floor": 1}),
        ("reduction", torch.zeros(2), torch.zeros(2), {"reduction": "avg"}),
    ],
)
def test_bad_argument_is_named(name, logits, target, options):
    with pytest.raises(ValueError, match=f"^{name} must"):
        binary_symmetric_cross_entropy(logits, target, **options)
