import pytest
import torch
from torch import nn

from snippets.regularizers.elastic_net_penalty import elastic_net_penalty
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty


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


def test_no_overflow_in_float16():
    model = nn.Linear(100, 100).half()
    nn.init.constant_(model.weight, 1000.0)
    penalty = elastic_net_penalty(model, l1=1e-7, l2=2e-10)
    assert penalty.item() == pytest.approx(2, rel=2e-3)
