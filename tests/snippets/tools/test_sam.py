"""The gradient is that a distance of rho uphill, and nothing else is left."""

import copy
import math

import pytest
import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent

HALVES = [torch.float16, torch.bfloat16]


def bowl(dtype=torch.float64, at=(1.0, 1.0)):
    """Two weights, and half of 1 and 10 times their squares."""
    model = nn.ParameterList([torch.tensor(at, dtype=dtype)])
    curvature = torch.tensor([1, 10], dtype=dtype)
    return model, lambda: (curvature * model[0].square()).sum() / 2


def network():
    torch.manual_seed(0)
    layers = nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout(), nn.Linear(4, 2)
    return nn.Sequential(*layers)


def pass_through(model, scale=1.0):
    loss = F.cross_entropy(model(torch.randn(8, 3)), torch.arange(8) % 2)
    (scale * loss).backward()


def state(model):
    return {name: each.clone() for name, each in model.state_dict().items()}


def assert_same(one, other):
    assert one.keys() == other.keys()
    for name, tensor in one.items():
        assert torch.equal(tensor, other[name]), name


def test_a_step_by_hand():
    """The values of two routes, in many digits."""
    model, loss = bowl()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loss().backward()
    with sam_ascent(model, rho=0.05):
        moved = model[0].detach() - 1
        loss().backward()
    optimizer.step()
    for found, wanted in (
        (moved, [0.00497518595105, 0.0497518595105]),
        (model[0].grad, [1.004975185951, 10.497518595104]),
        (model[0].detach(), [0.899502481404895, -0.0497518595105]),
    ):
        assert found.tolist() == pytest.approx(wanted, rel=1e-11)


@pytest.mark.parametrize("rho", [0, 0.05, 3])
@pytest.mark.parametrize("scale", [1e-18, 1.0, 65536.0, 1e15])
def test_the_way_up_is_rho_long_whatever_the_gradient(rho, scale):
    model = network()
    pass_through(model, scale)
    before = copy.deepcopy(list(model.parameters()))
    with sam_ascent(model, rho=rho):
        ways = [
            now.detach() - was
            for now, was in zip(model.parameters(), before, strict=True)
        ]
        pass_through(model)
    length = torch.cat([way.flatten() for way in ways]).norm()
    assert length.item() == pytest.approx(rho, rel=1e-5)


def test_with_a_rho_of_0_nothing_is_another():
    model, other = network().eval(), network().eval()
    for each in (model, other):
        torch.manual_seed(1)
        pass_through(each)
    with sam_ascent(model, rho=0):
        torch.manual_seed(1)
        pass_through(model)
    for own, plain in zip(model.parameters(), other.parameters(), strict=True):
        assert torch.equal(own.grad, plain.grad)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, *HALVES])
def test_all_is_restored_bit_for_bit(dtype):
    model = network().to(dtype)
    x, target = torch.randn(8, 3).to(dtype), torch.arange(8) % 2
    F.cross_entropy(model(x), target).backward()
    before = state(model)
    with sam_ascent(model, rho=0.7):
        F.cross_entropy(model(x), target).backward()
        assert not torch.equal(model[0].weight, before["0.weight"])
        assert model[1].num_batches_tracked == 2
    assert_same(state(model), before)
    assert all(p.grad.isfinite().all() for p in model.parameters())


def test_an_error_inside_restores_all_and_is_seen():
    model = network()
    pass_through(model)
    before = state(model)
    with pytest.raises(KeyError), sam_ascent(model):
        raise KeyError
    assert_same(state(model), before)
    torch.optim.SGD(model.parameters()).step()  # which is allowed again


def test_a_buffer_that_is_another_tensor_is_restored():
    class Counts(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("seen", torch.zeros(1))
            self.linear = nn.Linear(3, 2)

        def forward(self, x):
            self.seen = torch.cat([self.seen, self.seen + len(x)])
            return self.linear(x)

    model = Counts()
    pass_through(model)
    held = model.seen
    with sam_ascent(model):
        pass_through(model)
        assert model.seen.tolist() == [0, 8, 8, 16]
    assert model.seen is held
    assert held.tolist() == [0, 8]


@pytest.mark.parametrize("first", [0.0, math.inf, math.nan])
def test_without_a_direction_the_weights_stay(first):
    model = network().eval()
    pass_through(model)
    for p in model.parameters():
        p.grad.zero_()
    model[0].weight.grad[0, 0] = first
    before = state(model)
    with sam_ascent(model):
        assert_same(state(model), before)
        pass_through(model)
    assert all(p.grad.isfinite().all() for p in model.parameters())


@pytest.mark.parametrize("dtype", HALVES)
def test_a_norm_beyond_half_precision_still_has_a_direction(dtype):
    model, _ = bowl(dtype, at=(0.0, 0.0))
    model[0].grad = torch.tensor([6e4, 6e4], dtype=dtype)
    with sam_ascent(model, rho=1.0):
        found = model[0].tolist()
        model[0].grad = torch.zeros_like(model[0])
    assert found == pytest.approx([0.5**0.5] * 2, rel=2**-8)


def test_what_has_no_gradient_stays_and_frozen_weights_are_left_alone():
    model = network()
    model[0].requires_grad_(False)
    model[3].unused = nn.Parameter(torch.ones(2))
    pass_through(model)
    before = state(model)
    with sam_ascent(model):
        inside = state(model)
        pass_through(model)
    for name in ("0.weight", "0.bias", "3.unused"):
        assert torch.equal(inside[name], before[name])
    assert model[0].weight.grad is None
    assert model[3].unused.grad is None
    assert not torch.equal(inside["3.weight"], before["3.weight"])


def test_a_weight_in_two_places_is_moved_once():
    model = nn.Sequential(nn.Linear(3, 3, bias=False), nn.Linear(3, 3))
    model[1].weight = model[0].weight
    model(torch.randn(4, 3)).square().sum().backward()
    norm = nn.utils.get_total_norm([p.grad for p in model.parameters()])
    wanted = model[0].weight + 0.1 * model[0].weight.grad / norm
    with sam_ascent(model, rho=0.1):
        torch.testing.assert_close(model[0].weight, wanted)
        model(torch.randn(4, 3)).square().sum().backward()


def test_clipping_and_scaling_of_the_first_gradient_change_nothing():
    def gradient(change):
        model, loss = bowl()
        loss().backward()
        change(model)
        with sam_ascent(model, rho=0.05):
            loss().backward()
        return model[0].grad

    plain = gradient(lambda model: None)
    for change in (
        lambda model: nn.utils.clip_grad_norm_(model.parameters(), 0.1),
        lambda model: model[0].grad.mul_(65536),
    ):
        torch.testing.assert_close(gradient(change), plain)


@pytest.mark.parametrize("fused", [False, True])
@pytest.mark.parametrize("kind", [torch.optim.SGD, torch.optim.AdamW])
def test_a_step_inside_raises_and_changes_nothing(kind, fused):
    model = network()
    optimizer = kind(model.parameters(), lr=0.1, fused=fused)
    pass_through(model)
    before = state(model)
    with (
        pytest.raises(RuntimeError, match=r"step\(\) after the block"),
        sam_ascent(model),
    ):
        optimizer.step()
    assert_same(state(model), before)
    pass_through(model)
    optimizer.step()
    assert not torch.equal(model[0].weight, before["0.weight"])


def test_another_models_step_is_allowed_inside():
    model, other = network(), network()
    pass_through(model)
    pass_through(other)
    with sam_ascent(model):
        pass_through(model)
        torch.optim.SGD(other.parameters(), lr=0.1).step()


def test_no_gradient_inside_raises():
    model = network()
    pass_through(model)
    with (
        pytest.raises(RuntimeError, match="no gradient inside the block"),
        sam_ascent(model),
    ):
        pass


@pytest.mark.parametrize(
    ("rho", "error", "message"),
    [
        (-1, ValueError, "at least 0 and finite, got -1"),
        (math.inf, ValueError, "at least 0 and finite, got inf"),
        (math.nan, ValueError, "at least 0 and finite, got nan"),
        ("1", TypeError, "a number, got '1'"),
        (True, TypeError, "a number, got True"),
    ],
)
def test_a_rho_that_is_none_raises(rho, error, message):
    model = network()
    pass_through(model)
    before = state(model)
    with pytest.raises(error, match=message), sam_ascent(model, rho=rho):
        pass
    assert_same(state(model), before)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_nothing_waits_for_a_gpu(dtype):
    """A fake tensor has no number to give, and raises where one is read."""
    with FakeTensorMode():
        model = nn.Linear(3, 2, dtype=dtype)
        for p in model.parameters():
            p.grad = torch.ones_like(p)
        with sam_ascent(model):
            for p in model.parameters():
                p.grad = torch.ones_like(p)


def test_gradients_that_cannot_be_followed_raise():
    with pytest.raises(ValueError, match=r"call backward\(\) first"):
        sam_ascent(network()).__enter__()
    words = nn.Embedding(5, 2, sparse=True)
    words(torch.tensor([1])).sum().backward()
    with pytest.raises(TypeError, match="dense, got a sparse one"):
        sam_ascent(words).__enter__()
