import pytest
import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(4, 3)
        self.norm = nn.LayerNorm((2, 3))
        self.attention = nn.MultiheadAttention(3, 1, add_bias_kv=True)
        self.slope = nn.PReLU(3)
        self.head = nn.Linear(3, 4)
        self.head.weight = self.embedding.weight
        self.free = nn.Parameter(torch.ones(5))


def test_groups():
    model = Net()
    weights, others = weight_decay_groups(model, 0.1)
    assert (weights["weight_decay"], others["weight_decay"]) == (0.1, 0.0)
    names = {id(p): name for name, p in model.named_parameters()}
    assert {names[id(p)] for p in weights["params"]} == {
        "embedding.weight",
        "attention.in_proj_weight",
        "attention.out_proj.weight",
        "free",
    }
    both = [id(p) for group in (weights, others) for p in group["params"]]
    assert sorted(both) == sorted(names)


def test_rule_is_that_of_the_penalties():
    model = Net()
    weights, _ = weight_decay_groups(model, 0.1)
    l1_penalty(model, 1.0).backward()
    penalized = {id(p) for p in model.parameters() if p.grad is not None}
    assert {id(p) for p in weights["params"]} == penalized


def test_frozen_weights_stay_in_the_list_and_do_not_move():
    model = nn.Linear(2, 1)
    model.weight.requires_grad_(False)
    groups = weight_decay_groups(model, 0.5)
    assert groups[0]["params"][0] is model.weight
    before = model.weight.clone()
    optimizer = torch.optim.AdamW(groups, lr=0.1)
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    assert torch.equal(model.weight, before)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (torch.optim.SGD, {"momentum": 0.9}),
        (torch.optim.Adam, {}),
        (torch.optim.AdamW, {}),
    ],
)
def test_only_weights_decay(kind, options):
    model = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    before = [p.detach().clone() for p in model.parameters()]
    optimizer = kind(weight_decay_groups(model, 0.5), lr=0.1, **options)
    for parameter in model.parameters():
        parameter.grad = torch.zeros_like(parameter)
    optimizer.step()
    moved = [
        not torch.equal(p, old)
        for p, old in zip(model.parameters(), before, strict=True)
    ]
    assert moved == [True, False, False, False]


def test_sgd_shrinks_by_the_factor():
    model = nn.Linear(2, 1, bias=False)
    nn.init.ones_(model.weight)
    model.weight.grad = torch.full((1, 2), 3.0)
    torch.optim.SGD(weight_decay_groups(model, 0.5), lr=0.1).step()
    expected = torch.full((1, 2), (1 - 0.1 * 0.5) * 1.0 - 0.1 * 3.0)
    torch.testing.assert_close(model.weight.detach(), expected)
