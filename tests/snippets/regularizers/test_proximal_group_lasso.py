"""Groups of more than one weight; tests/snippets/ tests those of one."""

import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.proximal_group_lasso import (
    group_soft_threshold,
    proximal_group_lasso_,
)
from snippets.regularizers.proximal_l1 import soft_threshold
from tests.snippets.checks import HALF, RELATIVE, same
from tests.snippets.exact import mp

BOUNDS = RELATIVE | {each: torch.finfo(each).eps for each in HALF}
GROUPS = [[3.0, 4.0], [0.0, 0.0], [1.0, -2.0], [30.0, 0.0], [-0.3, 0.4]]


def exactly(group, threshold):
    """The step and its derivatives, row by column, in 50 digits."""
    with mp.workdps(50):
        v = [mp.mpf(each) for each in group]
        length = mp.sqrt(mp.fsum(each**2 for each in v))
        cut = mp.mpf(threshold) * mp.sqrt(len(v))
        if length <= cut:
            return [0.0] * len(v), [[0.0] * len(v) for _ in v]
        step = [each * (length - cut) / length for each in v]
        slopes = [
            [
                (row == column) * (1 - cut / length)
                + cut * v[row] * v[column] / length**3
                for column in range(len(v))
            ]
            for row in range(len(v))
        ]
        return [float(s) for s in step], [[float(s) for s in r] for r in slopes]


@pytest.mark.parametrize("dtype", BOUNDS, ids=str)
@pytest.mark.parametrize("threshold", [0.0, 0.125, 0.5, 3.0])
def test_value_and_gradient_of_groups(dtype, threshold):
    v = torch.tensor(GROUPS, dtype=dtype, requires_grad=True)
    came = group_soft_threshold(v, threshold)
    assert came.dtype == dtype
    for row, group in enumerate(v.tolist()):
        step, slopes = exactly(group, threshold)
        bound = 2 * BOUNDS[dtype] * max(map(abs, group))
        where = f"{group}, {dtype}, threshold {threshold}"
        expected = torch.tensor(step, dtype=torch.float64)
        same(came[row].double(), expected, where, rtol=0, atol=bound)
        for column, slope in enumerate(slopes):
            (grad,) = torch.autograd.grad(
                came[row, column], v, retain_graph=True
            )
            expected = torch.zeros(len(GROUPS), 2, dtype=torch.float64)
            expected[row] = torch.tensor(slope, dtype=torch.float64)
            bound = 4 * BOUNDS[dtype]
            same(grad.double(), expected, where, rtol=0, atol=bound)


def test_values_by_hand():
    """Each norm less 1, so that the threshold is 1 over the root of 2."""
    v = torch.tensor([[3, 4], [0, 0], [1, -2]], dtype=torch.float64)
    expected = torch.tensor(
        [[2.4, 3.2], [0, 0], [0.5527864045, -1.105572809]], dtype=v.dtype
    )
    came = group_soft_threshold(v, 0.5**0.5)
    same(came, expected, "by hand", rtol=1e-9)


@pytest.mark.parametrize("threshold", [0.0, 0.3, 1.0])
def test_is_the_argmin(threshold):
    line = torch.linspace(-2.5, 2.5, 501, dtype=torch.float64)
    w = torch.cartesian_prod(line, line)
    for v in torch.tensor(
        [[1.7, -0.6], [0.3, 0.2], [0.0, 0.0], [-0.9, 2.0]], dtype=torch.float64
    ):
        near = (w - v).square().sum(dim=1) / 2
        best = (near + threshold * 2**0.5 * w.norm(dim=1)).argmin()
        came = group_soft_threshold(v.unsqueeze(0), threshold)[0]
        same(came, w[best], f"{v}, threshold {threshold}", rtol=0, atol=0.006)


@pytest.mark.parametrize("dim", [0, 1, 2, 3, -1, -4])
def test_groups_along_each_dimension(dim):
    v = torch.randn(3, 4, 2, 5, generator=torch.Generator().manual_seed(0))
    came = group_soft_threshold(v, 0.5, dim)
    for index in range(v.shape[dim]):
        group = v.select(dim, index)
        cut = 0.5 * math.sqrt(group.numel())
        expected = group * max(1 - cut / group.norm().item(), 0)
        same(came.select(dim, index), expected, f"dim {dim}, {index}")
    transposed = group_soft_threshold(v.transpose(0, 1), 0.5, 1 - dim % 2)
    if dim in (0, 1):
        same(transposed.transpose(0, 1), came, "transposed")


def test_groups_of_one_and_of_all():
    v = torch.randn(7, generator=torch.Generator().manual_seed(0)).double()
    same(group_soft_threshold(v, 0.4), soft_threshold(v, 0.4), "groups of one")
    column = group_soft_threshold(v.unsqueeze(1), 0.4)
    same(column[:, 0], soft_threshold(v, 0.4), "groups of one")
    alike = torch.full((2, 50), 0.8, dtype=torch.float64)
    same(group_soft_threshold(alike, 0.3), alike - 0.3, "all alike")


def test_scales_and_turns_with_the_group():
    generator = torch.Generator().manual_seed(0)
    v = torch.randn(6, 4, generator=generator, dtype=torch.float64)
    came = group_soft_threshold(v, 0.3)
    same(group_soft_threshold(10 * v, 3.0), 10 * came, "scaled")
    turn, _ = torch.linalg.qr(torch.randn(4, 4, generator=generator).double())
    same(group_soft_threshold(v @ turn, 0.3), came @ turn, "turned")


@pytest.mark.parametrize("dtype", HALF, ids=str)
def test_squares_beyond_half_precision(dtype):
    v = torch.tensor([[60_000.0, 60_000.0], [1e-4, 1e-4]], dtype=dtype)
    expected = (v.double() - 5e-5).clamp(min=0)
    same(
        group_soft_threshold(v, 5e-5).double(),
        expected,
        str(dtype),
        rtol=BOUNDS[dtype],
    )


def test_nan_spoils_its_group_alone():
    v = torch.tensor([[math.nan, 3.0], [3.0, 3.0], [math.inf, 3.0]])
    came = group_soft_threshold(v, 1.0)
    assert came.isnan().tolist() == [[True] * 2, [False] * 2, [True] * 2]


@pytest.mark.parametrize("shape", [(0, 2), (2, 0), (0,)])
def test_empty(shape):
    for dim in range(len(shape)):
        assert group_soft_threshold(torch.ones(shape), 1.0, dim).shape == shape


def test_in_place():
    layer = nn.Linear(4, 3)
    before = layer.weight.detach().clone()
    bias = layer.bias.detach().clone()
    storage = layer.weight.data_ptr()
    assert proximal_group_lasso_(layer.weight, 0.05, dim=1) is None
    assert layer.weight.data_ptr() == storage
    assert layer.weight.requires_grad
    assert layer.weight.is_leaf
    assert torch.equal(layer.weight, group_soft_threshold(before, 0.05, 1))
    assert torch.equal(layer.bias, bias)


def test_refuses_before_it_moves():
    matrix, vector = torch.ones(2, 2), torch.ones(2)
    with pytest.raises(ValueError, match=r"dim must .* \(2,\), got 1"):
        proximal_group_lasso_([matrix, vector], 0.1, dim=1)
    assert matrix.eq(1).all()


def test_reaches_the_minimum():
    """Where it stands still no direction lowers loss plus penalty."""
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(50, 8, generator=generator, dtype=torch.float64)
    truth = torch.zeros(8, 3, dtype=torch.float64)
    truth[:2] = torch.randn(2, 3, generator=generator, dtype=torch.float64)
    y = x @ truth + 0.1 * torch.randn(50, 3, generator=generator).double()
    strength, lr = 0.2, 0.2
    model = nn.Linear(8, 3, bias=False).double()
    for _ in range(600):
        model.zero_grad()
        (F.mse_loss(model(x), y, reduction="sum") / 100).backward()
        with torch.no_grad():
            model.weight -= lr * model.weight.grad
        proximal_group_lasso_(model.weight, lr * strength, dim=1)
    model.zero_grad()
    (F.mse_loss(model(x), y, reduction="sum") / 100).backward()
    slope, weight = model.weight.grad, model.weight.detach()
    zero = weight.eq(0).all(dim=0)
    assert zero.tolist() == [False] * 2 + [True] * 6
    limit = strength * 3**0.5
    assert (slope[:, zero].norm(dim=0) <= limit).all()
    pull = -limit * weight[:, ~zero] / weight[:, ~zero].norm(dim=0)
    same(slope[:, ~zero], pull, "optimality", rtol=1e-9, atol=1e-9)
