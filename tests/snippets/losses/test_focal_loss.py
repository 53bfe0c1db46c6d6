import math

import mpmath
import pytest
import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import FocalLoss, focal_loss

GAMMAS = (0, 0.5, 1, 2, 5)
ALPHAS = (None, 0, 0.25, 0.75, 1)
EXTREMES = (0, 0.3, 2, 8, 16.7, 25, 60, 104, 750, 1e4)
LOGITS = sorted({sign * z for z in EXTREMES for sign in (1, -1)})
EPS = {
    torch.float64: 1e-12,
    torch.float32: 1e-5,
    torch.float16: 1e-3,
    torch.bfloat16: 8e-3,
}


def paper(z: float, y: float, gamma: float, alpha: float | None):
    """Value, and derivative with respect to z, in 50 digits."""
    with mpmath.workdps(50):
        z, y, gamma = mpmath.mpf(z), mpmath.mpf(y), mpmath.mpf(gamma)
        p, q = 1 / (1 + mpmath.exp(-z)), 1 / (1 + mpmath.exp(z))
        log_p, log_q = -mpmath.log1p(q / p), -mpmath.log1p(p / q)
        a, b = (1, 1) if alpha is None else (alpha, 1 - alpha)
        value = -a * y * q**gamma * log_p - b * (1 - y) * p**gamma * log_q
        up = a * y * q**gamma * (gamma * p * log_p - q)
        down = b * (1 - y) * p**gamma * (p - gamma * q * log_q)
        return float(value), float(up + down)


def close(actual, expected, dtype):
    for number, wanted in zip(actual.tolist(), expected, strict=True):
        assert math.isclose(
            number, wanted, rel_tol=EPS[dtype], abs_tol=torch.finfo(dtype).tiny
        )


@pytest.mark.parametrize("dtype", EPS)
@pytest.mark.parametrize("gamma", GAMMAS)
@pytest.mark.parametrize("y", [0.0, 0.5, 1.0])
def test_value_and_gradient_are_the_papers(dtype, gamma, y):
    for alpha in ALPHAS:
        logits = torch.tensor(LOGITS, dtype=dtype, requires_grad=True)
        target = torch.full_like(logits, y)
        loss = focal_loss(
            logits, target, gamma=gamma, alpha=alpha, reduction="none"
        )
        (gradient,) = torch.autograd.grad(loss.sum(), logits)
        expected = [paper(z, y, gamma, alpha) for z in logits.double().tolist()]
        close(loss, [value for value, _ in expected], dtype)
        close(gradient, [slope for _, slope in expected], dtype)


@pytest.mark.parametrize("gamma", GAMMAS)
def test_first_and_second_derivative_by_differences(gamma):
    logits = torch.randn(4, dtype=torch.float64, requires_grad=True)
    target = torch.rand(4, dtype=torch.float64, requires_grad=True)

    def loss(logits, target):
        return focal_loss(logits, target, gamma=gamma)

    assert torch.autograd.gradcheck(loss, (logits, target))
    assert torch.autograd.gradgradcheck(loss, (logits, target))


def test_without_gamma_and_alpha_it_is_bce():
    logits, target = torch.randn(5, 3), torch.rand(5, 3)
    for reduction in ("none", "mean", "sum"):
        torch.testing.assert_close(
            focal_loss(
                logits, target, gamma=0, alpha=None, reduction=reduction
            ),
            F.binary_cross_entropy_with_logits(
                logits, target, reduction=reduction
            ),
        )


def test_easy_and_hard_samples():
    target = torch.tensor([1.0, 0.0])
    for p, ratio in ((0.9, 0.005), (0.5, 0.125)):
        logits = torch.logit(torch.tensor([p, 1 - p]))
        bce = F.binary_cross_entropy_with_logits(logits, target)
        assert (focal_loss(logits, target) / bce).item() == pytest.approx(ratio)


def test_exchanging_the_classes_changes_nothing():
    logits, target = torch.randn(6), torch.rand(6)
    torch.testing.assert_close(
        focal_loss(logits, target, alpha=0.7),
        focal_loss(-logits, 1 - target, alpha=0.3),
    )


def test_reductions():
    logits, target = torch.randn(4, 2), torch.rand(4, 2)
    each = focal_loss(logits, target, reduction="none")
    assert each.shape == (4, 2)
    torch.testing.assert_close(
        focal_loss(logits, target, reduction="sum"), each.sum()
    )
    torch.testing.assert_close(focal_loss(logits, target), each.mean())


def test_an_empty_batch_is_0():
    logits = torch.zeros(0, 3, requires_grad=True)
    loss = focal_loss(logits, torch.zeros(0, 3))
    loss.backward()
    assert loss.item() == 0
    assert logits.grad.shape == (0, 3)


def test_half_precision_gives_float32():
    logits = torch.randn(3, dtype=torch.bfloat16, requires_grad=True)
    loss = focal_loss(logits, torch.rand(3))
    loss.backward()
    assert loss.dtype == torch.float32
    assert logits.grad.dtype == torch.bfloat16


def test_any_strides():
    logits, target = torch.randn(4, 3).T, torch.rand(3, 8)[:, ::2]
    torch.testing.assert_close(
        focal_loss(logits, target),
        focal_loss(logits.contiguous(), target.contiguous()),
    )


def test_vmap_of_grad():
    logits, target = torch.randn(6, requires_grad=True), torch.rand(6)
    each = torch.func.vmap(torch.func.grad(focal_loss))(logits, target)
    focal_loss(logits, target, reduction="sum").backward()
    torch.testing.assert_close(each, logits.grad)


def test_compiles_without_a_break():
    module = FocalLoss(gamma=0.5)
    compiled = torch.compile(module, fullgraph=True, backend="aot_eager")
    logits, target = torch.randn(5), torch.rand(5)
    torch.testing.assert_close(compiled(logits, target), module(logits, target))


def test_module_is_the_function():
    logits, target = torch.randn(4), torch.rand(4)
    options = {"gamma": 1.5, "alpha": None, "reduction": "sum"}
    torch.testing.assert_close(
        FocalLoss(**options)(logits, target),
        focal_loss(logits, target, **options),
    )
    torch.testing.assert_close(
        FocalLoss()(logits, target), focal_loss(logits, target)
    )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("logits", {"logits": torch.zeros(3, dtype=torch.int64)}),
        ("target", {"target": torch.zeros(3, dtype=torch.int64)}),
        ("target", {"target": torch.zeros(3, 1)}),
        ("gamma", {"gamma": -0.1}),
        ("gamma", {"gamma": math.nan}),
        ("gamma", {"gamma": math.inf}),
        ("alpha", {"alpha": 1.1}),
        ("alpha", {"alpha": -0.1}),
        ("reduction", {"reduction": "average"}),
    ],
)
def test_bad_input(name, arguments):
    good = {"logits": torch.zeros(3), "target": torch.zeros(3)}
    with pytest.raises(ValueError, match=f"^{name} must be|^{name} must have"):
        focal_loss(**{**good, **arguments})
