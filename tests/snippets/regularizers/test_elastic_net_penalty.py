import math

import pytest
import torch
from torch import nn

from snippets.regularizers.elastic_net_penalty import elastic_net_penalty
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty


def test_value_and_gradient():
    model = nn.Linear(3, 1).double()
    numbers = [-2.5, 0.0, 1e4]
    with torch.no_grad():
        model.weight.copy_(torch.tensor([numbers]))
    penalty = elastic_net_penalty(model, l1=0.3, l2=0.5)
    expected = sum(0.3 * abs(w) + 0.25 * w**2 for w in numbers)
    assert penalty.item() == pytest.approx(expected)
    penalty.backward()
    expected = torch.tensor([[-0.3 - 1.25, 0.0, 0.3 + 5e3]])
    torch.testing.assert_close(model.weight.grad, expected.double())
    assert model.bias.grad is None


@pytest.mark.parametrize(("l1", "l2"), [(0.1, 0.0), (0.0, 0.2), (0.3, 0.4)])
@pytest.mark.parametrize(
    "layer",
    [
        nn.Linear(3, 4),
        nn.Embedding(5, 2),
        nn.LSTM(2, 3),
        nn.MultiheadAttention(4, 2, add_bias_kv=True),
        nn.BatchNorm2d(4),
        nn.LayerNorm((3, 4)),
        nn.PReLU(4),
        nn.Linear(3, 4).requires_grad_(False),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_is_the_sum_of_both(layer, l1, l2):
    model = nn.Sequential(layer, layer)
    torch.testing.assert_close(
        elastic_net_penalty(model, l1, l2),
        l1_penalty(model, l1) + l2_penalty(model, l2),
    )


@pytest.mark.parametrize(
    "dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64]
)
def test_dtype_follows_the_model(dtype):
    for model in (nn.Linear(2, 1), nn.LayerNorm(2)):
        assert elastic_net_penalty(model.to(dtype), 0.1, 0.1).dtype == dtype


def test_no_overflow_in_float16():
    model = nn.Linear(100, 100).half()
    nn.init.constant_(model.weight, 1000.0)
    penalty = elastic_net_penalty(model, l1=1e-7, l2=2e-10)
    assert penalty.item() == pytest.approx(2, rel=2e-3)


def test_compiles_whole():
    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    compiled = torch.compile(
        elastic_net_penalty, fullgraph=True, backend="eager"
    )
    torch.testing.assert_close(
        compiled(model, 0.1, 0.2), elastic_net_penalty(model, 0.1, 0.2)
    )


@pytest.mark.parametrize("bad", [-1e-3, math.nan, math.inf])
@pytest.mark.parametrize("name", ["l1", "l2"])
def test_bad_strength(name, bad):
    with pytest.raises(ValueError, match=f"{name} must be"):
        elastic_net_penalty(
            nn.Linear(1, 1), **{"l1": 0.1, "l2": 0.1, name: bad}
        )


@pytest.mark.parametrize("model", [None, [], nn.Linear(1, 1).parameters()])
def test_not_a_module(model):
    with pytest.raises(TypeError, match="model must be an"):
        elastic_net_penalty(model, 0.1, 0.1)
