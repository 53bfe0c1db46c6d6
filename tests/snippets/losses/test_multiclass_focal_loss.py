import math

import mpmath
import pytest
import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import (
    MulticlassFocalLoss,
    multiclass_focal_loss,
)

GAMMAS = (0, 0.5, 1, 2, 5)
EXTREMES = (0, 0.3, 2, 8, 16.7, 25, 60, 104, 750, 1e4)
OWN = sorted({sign * z for z in EXTREMES for sign in (1, -1)})
EPS = {
    torch.float64: 1e-12,
    torch.float32: 1e-5,
    torch.float16: 1e-3,
    torch.bfloat16: 8e-3,
}


def paper(logits: list[float], y: int, gamma: float):
    """Value, and derivatives with respect to the logits, in 50 digits."""
    with mpmath.workdps(50):
        top = max(logits)
        powers = [mpmath.exp(mpmath.mpf(z) - top) for z in logits]
        rest = mpmath.fsum(powers[:y] + powers[y + 1 :])
        p, q = powers[y] / (powers[y] + rest), rest / (powers[y] + rest)
        log_p, power = -mpmath.log1p(rest / powers[y]), q ** mpmath.mpf(gamma)
        slope = power * (gamma * p * log_p - q)
        slopes = [-slope * each / rest for each in powers]
        slopes[y] = slope
        return float(-power * log_p), [float(each) for each in slopes]


def close(actual, expected, dtype):
    for number, wanted in zip(actual, expected, strict=True):
        assert math.isclose(
            number, wanted, rel_tol=EPS[dtype], abs_tol=torch.finfo(dtype).tiny
        )


@pytest.mark.parametrize("dtype", EPS)
@pytest.mark.parametrize("gamma", GAMMAS)
@pytest.mark.parametrize("offset", [0, 1e4])
def test_value_and_gradient_are_the_papers(dtype, gamma, offset):
    rows = [[z + offset, offset, offset - 1, offset + 0.5] for z in OWN]
    rows += [[1e4, -1e4, 9999, 0], [-1e4, 1e4, 9998.5, 9999]]
    logits = torch.tensor(rows, dtype=dtype, requires_grad=True)
    target = torch.zeros(len(rows), dtype=torch.int64)
    loss = multiclass_focal_loss(logits, target, gamma=gamma, reduction="none")
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    expected = [paper(row, 0, gamma) for row in logits.double().tolist()]
    close(loss.tolist(), [value for value, _ in expected], dtype)
    for row, (_, slopes) in zip(gradient.tolist(), expected, strict=True):
        close(row, slopes, dtype)


@pytest.mark.parametrize("gamma", GAMMAS)
def test_first_and_second_derivative_by_differences(gamma):
    logits = torch.randn(2, 3, 2, dtype=torch.float64, requires_grad=True)
    target = torch.tensor([[0, 1], [2, -100]])
    alpha = torch.tensor([0.2, 0.5, 2.0])

    def loss(logits):
        return multiclass_focal_loss(logits, target, gamma=gamma, alpha=alpha)

    assert torch.autograd.gradcheck(loss, logits)
    assert torch.autograd.gradgradcheck(loss, logits)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("shape", [(), (5,), (5, 2), (5, 2, 3)])
def test_without_gamma_it_is_cross_entropy(reduction, weighted, shape):
    logits = torch.randn(*shape[:1], 4, *shape[1:])
    target = torch.randint(0, 4, shape)
    if shape:
        # Ignored, so that it may lie outside of the classes.
        target.view(-1)[0] = 7
    alpha = torch.rand(4) if weighted else None
    torch.testing.assert_close(
        multiclass_focal_loss(
            logits,
            target,
            gamma=0,
            alpha=alpha,
            ignore_index=7,
            reduction=reduction,
        ),
        F.cross_entropy(
            logits, target, weight=alpha, ignore_index=7, reduction=reduction
        ),
    )


def test_two_classes_are_the_binary_loss():
    logits, target = torch.randn(6, 2), torch.randint(0, 2, (6,))
    torch.testing.assert_close(
        multiclass_focal_loss(
            logits, target, alpha=torch.tensor([0.25, 0.75]), reduction="none"
        ),
        focal_loss(
            logits[:, 1] - logits[:, 0], target.float(), reduction="none"
        ),
    )


def test_mean_divides_by_the_weights_of_the_targets():
    logits, alpha = torch.randn(4, 3), torch.tensor([0.5, 1.0, 4.0])
    target = torch.tensor([0, 2, -100, 2])
    each = multiclass_focal_loss(logits, target, alpha=alpha, reduction="none")
    assert each[2] == 0
    torch.testing.assert_close(
        multiclass_focal_loss(logits, target, alpha=alpha), each.sum() / 8.5
    )


@pytest.mark.parametrize("gamma", GAMMAS)
@pytest.mark.parametrize(
    ("logits", "target"),
    [
        (torch.ones(2, 3), [-100, -100]),
        (torch.ones(0, 3), []),
        (torch.ones(2, 1), [0, 0]),
        (torch.tensor([[5.0, -math.inf, -math.inf]]), [0]),
    ],
    ids=["all ignored", "empty", "one class", "others masked"],
)
def test_nothing_to_learn_is_0(gamma, logits, target):
    logits = logits.clone().requires_grad_()
    target = torch.tensor(target, dtype=torch.int64)
    loss = multiclass_focal_loss(logits, target, gamma=gamma)
    loss.backward()
    assert loss.item() == 0
    assert logits.grad.abs().sum() == 0


def test_weights_of_0_make_a_mean_of_0():
    loss = multiclass_focal_loss(
        torch.ones(2, 3), torch.tensor([0, 1]), alpha=torch.zeros(3)
    )
    assert loss.item() == 0


def test_a_masked_class_changes_nothing():
    logits = torch.tensor([[1.0, 2.0, -math.inf]], requires_grad=True)
    target = torch.tensor([0])
    loss = multiclass_focal_loss(logits, target)
    loss.backward()
    torch.testing.assert_close(
        loss, multiclass_focal_loss(logits[:, :2], target)
    )
    assert logits.grad.isfinite().all()
    assert logits.grad[0, 2] == 0


def test_an_ignored_sample_may_have_any_class_masked():
    logits = torch.tensor([[-math.inf, 2.0, 1.0], [0.0, 2.0, 1.0]])
    logits.requires_grad_()
    loss = multiclass_focal_loss(logits, torch.tensor([-100, 1]))
    loss.backward()
    torch.testing.assert_close(
        loss, multiclass_focal_loss(logits[1], torch.tensor(1))
    )
    assert logits.grad.isfinite().all()
    assert not logits.grad[0].any()


def test_half_precision_gives_float32():
    logits = torch.randn(3, 4, dtype=torch.float16, requires_grad=True)
    loss = multiclass_focal_loss(logits, torch.tensor([0, 1, 2]))
    loss.backward()
    assert loss.dtype == torch.float32
    assert logits.grad.dtype == torch.float16


def test_any_strides():
    logits = torch.randn(3, 5, 4).transpose(1, 2)
    target = torch.randint(0, 4, (5, 3)).T
    torch.testing.assert_close(
        multiclass_focal_loss(logits, target),
        multiclass_focal_loss(logits.contiguous(), target.contiguous()),
    )


@pytest.mark.filterwarnings("error")
def test_vmap_of_grad():
    logits = torch.randn(5, 4, requires_grad=True)
    target, alpha = torch.tensor([0, 1, 2, 3, -100]), torch.rand(4)

    def total(logits, target):
        return multiclass_focal_loss(
            logits, target, alpha=alpha, reduction="sum"
        )

    each = torch.func.vmap(torch.func.grad(total))(logits, target)
    total(logits, target).backward()
    torch.testing.assert_close(each, logits.grad)


def test_compiles_without_a_break():
    module = MulticlassFocalLoss(gamma=0.5, alpha=torch.rand(4))
    compiled = torch.compile(module, fullgraph=True, backend="aot_eager")
    logits, target = torch.randn(3, 4), torch.tensor([0, 3, -100])
    torch.testing.assert_close(compiled(logits, target), module(logits, target))


def test_module_is_the_function_and_keeps_alpha():
    logits, target = torch.randn(3, 4), torch.tensor([0, 2, 3])
    options = {
        "gamma": 1.5,
        "alpha": torch.rand(4),
        "ignore_index": 2,
        "reduction": "sum",
    }
    module = MulticlassFocalLoss(**options)
    torch.testing.assert_close(
        module(logits, target),
        multiclass_focal_loss(logits, target, **options),
    )
    assert list(module.state_dict()) == ["alpha"]
    assert not MulticlassFocalLoss().state_dict()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("logits", {"logits": torch.zeros(3, 4, dtype=torch.int64)}),
        ("logits", {"logits": torch.tensor(1.0)}),
        ("target", {"target": torch.zeros(3)}),
        ("target", {"target": torch.zeros(3, 1, dtype=torch.int64)}),
        ("gamma", {"gamma": -0.1}),
        ("gamma", {"gamma": math.nan}),
        ("alpha", {"alpha": 0.25}),
        ("alpha", {"alpha": torch.ones(3)}),
        ("reduction", {"reduction": "batchmean"}),
    ],
)
def test_bad_input(name, arguments):
    good = {
        "logits": torch.zeros(3, 4),
        "target": torch.zeros(3, dtype=torch.int64),
    }
    with pytest.raises(ValueError, match=f"^{name} must be"):
        multiclass_focal_loss(**{**good, **arguments})
