import math

import pytest
import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty


def test_value_and_gradient():
    model = nn.Linear(3, 1).double()
    numbers = [-2.5, 0.0, 1e4]
    with torch.no_grad():
        model.weight.copy_(torch.tensor([numbers]))
    penalty = l2_penalty(model, 0.3)
    assert penalty.item() == pytest.approx(0.15 * sum(w**2 for w in numbers))
    penalty.backward()
    expected = torch.tensor([numbers], dtype=torch.float64) * 0.3
    torch.testing.assert_close(model.weight.grad, expected)
    assert model.bias.grad is None


def test_one_step_is_weight_decay():
    decay, penalty = nn.Linear(3, 2), nn.Linear(3, 2)
    penalty.load_state_dict(decay.state_dict())
    decay.weight.grad = torch.zeros(2, 3)
    torch.optim.SGD([decay.weight], lr=0.1, weight_decay=0.2).step()
    l2_penalty(penalty, 0.2).backward()
    torch.optim.SGD([penalty.weight], lr=0.1).step()
    torch.testing.assert_close(decay.weight, penalty.weight)


@pytest.mark.parametrize(
    "layer",
    [
        nn.Linear(3, 4),
        nn.Embedding(5, 2),
        nn.LSTM(2, 3),
        nn.MultiheadAttention(4, 2, add_bias_kv=True),
        nn.BatchNorm2d(4),
        nn.LayerNorm((3, 4)),
        nn.RMSNorm(4),
        nn.PReLU(4),
        nn.Linear(3, 4).requires_grad_(False),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_weights_are_those_of_l1(layer):
    for parameter in layer.parameters():
        nn.init.ones_(parameter)
    model = nn.Sequential(layer, layer)
    assert l2_penalty(model, 2.0).item() == l1_penalty(model, 1.0).item()


def test_shared_counts_once():
    model = nn.Sequential(nn.Linear(3, 3, False), nn.Linear(3, 3, False))
    model[1].weight = model[0].weight
    nn.init.ones_(model[0].weight)
    assert l2_penalty(model, 2.0).item() == 9


@pytest.mark.parametrize(
    "dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64]
)
def test_dtype_follows_the_model(dtype):
    for model in (nn.Linear(2, 1), nn.LayerNorm(2)):
        assert l2_penalty(model.to(dtype), 0.1).dtype == dtype


@pytest.mark.parametrize("value", [1e-4, 1.0, 1000.0])
def test_no_overflow_or_underflow_in_float16(value):
    model = nn.Linear(100, 100).half()
    nn.init.constant_(model.weight, value)
    strength = 2e-4 / value**2
    penalty = l2_penalty(model, strength)
    assert penalty.item() == pytest.approx(1, rel=2e-3)
    penalty.backward()
    expected = torch.full((100, 100), strength * value)
    torch.testing.assert_close(
        model.weight.grad.float(), expected, rtol=2e-3, atol=1e-7
    )


def test_compiles_whole():
    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    compiled = torch.compile(l2_penalty, fullgraph=True, backend="eager")
    torch.testing.assert_close(compiled(model, 0.1), l2_penalty(model, 0.1))


def test_module_without_parameters():
    assert l2_penalty(nn.ReLU(), 0.1).item() == 0


@pytest.mark.parametrize("strength", [-1e-3, math.nan, math.inf])
def test_bad_strength(strength):
    with pytest.raises(ValueError, match="strength must be"):
        l2_penalty(nn.Linear(1, 1), strength)


@pytest.mark.parametrize("model", [None, [], nn.Linear(1, 1).parameters()])
def test_not_a_module(model):
    with pytest.raises(TypeError, match="model must be an"):
        l2_penalty(model, 0.1)
