import math

import mpmath
import pytest
import torch
from torch.nn import functional as F

from snippets.losses.symmetric_cross_entropy import (
    SymmetricCrossEntropyLoss,
    symmetric_cross_entropy,
)


@mpmath.workdps(200)
def by_definition(logits, target, alpha, beta, floor):
    """One sample as the paper writes it, in 200 digits."""
    z = [mpmath.mpf(value) for value in logits]
    total = mpmath.fsum(mpmath.exp(value) for value in z)
    p = [mpmath.exp(value) / total for value in z]
    q = [mpmath.mpf(k == target) for k in range(len(z))]
    forward = -mpmath.fsum(
        q_k * mpmath.log(p_k) for p_k, q_k in zip(p, q, strict=True) if q_k
    )
    reverse = -mpmath.fsum(
        p_k * mpmath.log(max(q_k, mpmath.mpf(floor)))
        for p_k, q_k in zip(p, q, strict=True)
    )
    gradient = [
        (alpha - beta * mpmath.log(mpmath.mpf(floor)) * p[target])
        * (p_k - q_k if k != target else -mpmath.fsum(p[:k] + p[k + 1 :]))
        for k, (p_k, q_k) in enumerate(zip(p, q, strict=True))
    ]
    return alpha * forward + beta * reverse, gradient


@pytest.mark.parametrize("scale", [1.0, 20.0, 90.0, 1e4])
@pytest.mark.parametrize(("alpha", "beta"), [(1, 1), (0.1, 5), (0, 1), (2, 0)])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_value_and_gradient_as_defined(dtype, alpha, beta, scale):
    shapes = [[1, 0, -1], [-1, 1, 0.5], [1, 1, 1], [-1, -1, 1], [0.3, 0, 0]]
    logits = (scale * torch.tensor(shapes, dtype=dtype)).requires_grad_()
    target = torch.tensor([0, 0, 1, 2, 0])
    loss = symmetric_cross_entropy(
        logits, target, alpha=alpha, beta=beta, floor=1e-3, reduction="none"
    )
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    rtol = 1e-12 if dtype == torch.float64 else 3e-5
    tiny = torch.finfo(dtype).tiny
    for row in range(len(shapes)):
        value, slope = by_definition(
            logits[row].tolist(), target[row].item(), alpha, beta, 1e-3
        )
        # Relative, so that a small loss counts as much as a large one.
        assert loss[row].item() == pytest.approx(float(value), rtol, tiny)
        assert gradient[row].tolist() == [
            pytest.approx(float(each), rtol, tiny) for each in slope
        ]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
@pytest.mark.parametrize("scale", [1.0, 20.0, 1e3, 1e4])
def test_half_precision_is_float64_rounded(dtype, scale):
    rows = [[1.0, 0, -1], [-1, 1, 0], [1, 1, 1], [-1, 0, 0]]
    logits = (scale * torch.tensor(rows)).to(dtype).requires_grad_()
    wide = logits.detach().double().requires_grad_()
    target = torch.tensor([0, 0, 1, 0])
    loss = symmetric_cross_entropy(logits, target, reduction="none")
    exact = symmetric_cross_entropy(wide, target, reduction="none")
    assert loss.dtype == dtype
    tolerance = {"rtol": 1.01 * torch.finfo(dtype).eps, "atol": 1e-7}
    torch.testing.assert_close(loss.double(), exact, **tolerance)
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    (slope,) = torch.autograd.grad(exact.sum(), wide)
    torch.testing.assert_close(gradient.double(), slope, **tolerance)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("trailing", [(), (5,), (2, 3)])
def test_without_reverse_term_is_cross_entropy(trailing, reduction):
    logits = torch.randn(4, 3, *trailing, dtype=torch.float64)
    target = torch.randint(3, (4, *trailing))
    torch.testing.assert_close(
        symmetric_cross_entropy(logits, target, beta=0, reduction=reduction),
        F.cross_entropy(logits, target, reduction=reduction),
    )


def test_reverse_term_is_symmetric():
    logits = 5 * torch.randn(6, 4, dtype=torch.float64)
    by_class = [
        symmetric_cross_entropy(
            logits, torch.full((6,), k), alpha=0, reduction="none"
        )
        for k in range(4)
    ]
    expected = torch.full((6,), -3 * math.log(1e-4), dtype=torch.float64)
    torch.testing.assert_close(sum(by_class), expected)


def test_gradcheck_and_transforms():
    logits = torch.randn(6, 4, dtype=torch.float64, requires_grad=True)
    target = torch.randint(4, (6,))
    assert torch.autograd.gradcheck(symmetric_cross_entropy, (logits, target))

    def one(z, y):
        return symmetric_cross_entropy(z[None], y[None], reduction="sum")

    each = torch.func.vmap(torch.func.grad(one))(logits.detach(), target)
    loss = symmetric_cross_entropy(logits, target, reduction="sum")
    torch.testing.assert_close(torch.autograd.grad(loss, logits)[0], each)


def test_compiles_without_a_break():
    compiled = torch.compile(
        symmetric_cross_entropy, fullgraph=True, backend="aot_eager"
    )
    logits, target = torch.randn(6, 4), torch.randint(4, (6,))
    torch.testing.assert_close(
        compiled(logits, target), symmetric_cross_entropy(logits, target)
    )


def test_non_contiguous_logits():
    logits = torch.randn(4, 5, 3).movedim(-1, 1)
    target = torch.randint(3, (4, 5))
    torch.testing.assert_close(
        symmetric_cross_entropy(logits, target),
        symmetric_cross_entropy(logits.contiguous(), target),
    )


def test_empty_batch_is_as_pytorch_has_it():
    logits, target = torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64)
    assert symmetric_cross_entropy(logits, target).isnan()
    assert symmetric_cross_entropy(logits, target, reduction="sum") == 0


def test_one_class_costs_nothing():
    logits = torch.randn(2, 1, requires_grad=True)
    loss = symmetric_cross_entropy(logits, torch.zeros(2, dtype=torch.int64))
    (gradient,) = torch.autograd.grad(loss, logits)
    assert loss == 0
    assert (gradient == 0).all()


@pytest.mark.parametrize("label", [-100, 3])
def test_target_outside_the_classes_is_an_error(label):
    with pytest.raises(RuntimeError, match="out of bounds"):
        symmetric_cross_entropy(torch.zeros(1, 3), torch.tensor([label]))


def test_module_passes_its_options_on():
    logits, target = torch.randn(4, 3), torch.randint(3, (4,))
    options = {"alpha": 0.1, "beta": 3.0, "floor": 0.01, "reduction": "sum"}
    loss = SymmetricCrossEntropyLoss(**options)
    expected = symmetric_cross_entropy(logits, target, **options)
    torch.testing.assert_close(loss(logits, target), expected)
    assert "alpha=0.1, beta=3.0, floor=0.01, reduction='sum'" in repr(loss)


@pytest.mark.parametrize(
    ("name", "logits", "target", "options"),
    [
        ("logits", torch.zeros(2, 3).long(), torch.zeros(2).long(), {}),
        ("logits", torch.zeros(3), torch.tensor(0), {}),
        ("target", torch.zeros(2, 3), torch.zeros(2), {}),
        ("target", torch.zeros(2, 3), torch.zeros(3).long(), {}),
        ("target", torch.zeros(2, 3, 4), torch.zeros(2).long(), {}),
        ("alpha", torch.zeros(2, 3), torch.zeros(2).long(), {"alpha": -1}),
        ("beta", torch.zeros(2, 3), torch.zeros(2).long(), {"beta": math.nan}),
        ("floor", torch.zeros(2, 3), torch.zeros(2).long(), {"floor": 0}),
        ("floor", torch.zeros(2, 3), torch.zeros(2).long(), {"floor": 1}),
        (
            "reduction",
            torch.zeros(2, 3),
            torch.zeros(2).long(),
            {"reduction": "batchmean"},
        ),
    ],
)
def test_bad_argument_is_named(name, logits, target, options):
    with pytest.raises(ValueError, match=f"^{name} must"):
        symmetric_cross_entropy(logits, target, **options)
