import pytest
import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty


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


def test_complex():
    model = nn.Module()
    model.weight = nn.Parameter(torch.tensor([3 + 4j, 1j]))
    penalty = l2_penalty(model, 2.0)
    penalty.backward()
    assert penalty.item() == 26
    assert model.weight.grad.tolist() == [6 + 8j, 2j]
