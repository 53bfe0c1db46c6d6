import math

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.proximal_l1 import proximal_l1_, soft_threshold


@pytest.mark.parametrize("threshold", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("v", [-2.0, -0.3, -0.1, 0.0, 0.2, 1.0, 1.7])
def test_is_the_argmin(v, threshold):
    w = torch.linspace(-2.5, 2.5, 50001, dtype=torch.float64)
    objective = (w - v) ** 2 / 2 + threshold * w.abs()
    best = w[objective.argmin()].item()
    result = soft_threshold(torch.tensor(v, dtype=torch.float64), threshold)
    assert result.item() == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize(
    "dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64]
)
def test_extremes(dtype):
    numbers = [
        -math.inf,
        -1e4,
        -0.5,
        -0.25,
        -0.0,
        0.0,
        0.25,
        0.5,
        1e4,
        math.inf,
    ]
    v = torch.tensor(numbers, dtype=dtype, requires_grad=True)
    result = soft_threshold(v, 0.5)
    torch.testing.assert_close(result, v.sign() * F.relu(v.abs() - 0.5))
    assert (result[2:-2] == 0).all()
    result.sum().backward()
    assert v.grad.tolist() == [1, 1, 0, 0, 0, 0, 0, 0, 1, 1]


def test_nan_stays():
    assert soft_threshold(torch.tensor(math.nan), 1.0).isnan()


def test_any_shape():
    v = torch.randn(3, 4).T
    assert soft_threshold(v, 0.1).shape == (4, 3)
    assert soft_threshold(torch.empty(0, 2), 0.1).shape == (0, 2)


def test_in_place():
    layer = nn.Linear(4, 3)
    before = layer.weight.detach().clone()
    bias = layer.bias.detach().clone()
    storage = layer.weight.data_ptr()
    assert proximal_l1_(layer.weight, 0.2) is None
    assert layer.weight.data_ptr() == storage
    assert layer.weight.requires_grad
    assert layer.weight.is_leaf
    assert torch.equal(layer.weight, soft_threshold(before, 0.2))
    assert torch.equal(layer.bias, bias)


def test_several_and_none():
    a, b = torch.tensor([1.0]), torch.tensor([-0.2])
    proximal_l1_(iter([a, b, a]), 0.25)  # a moves once
    assert (a.item(), b.item()) == (0.75, 0.0)
    proximal_l1_([], 0.25)
