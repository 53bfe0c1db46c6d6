"""The average that warms up, by fractions, and what it takes of a model."""

import copy
import io
import math
from fractions import Fraction

import pytest
import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.optim.swa_utils import AveragedModel

from snippets.tools.ema import ema_avg_fn


def one_weight(dtype=torch.float64):
    return nn.Linear(1, 1, bias=False, dtype=dtype)


def updated(averaged, model, weights):
    for weight in weights:
        nn.init.constant_(model.weight, weight)
        averaged.update_parameters(model)
    return averaged.module.weight.item()


@pytest.mark.parametrize("decay", [0, 0.5, 0.9, 0.9999, 1])
def test_the_average_is_that_of_fractions(decay):
    model, weights = one_weight(), [3, 1, 4, 1, 5, 9, 2, 6]
    average = Fraction(weights[0])
    for count, weight in enumerate(weights[1:], 1):
        kept = min(Fraction(decay), Fraction(1 + count, 10 + count))
        average = kept * average + (1 - kept) * weight
    averaged = AveragedModel(model, avg_fn=ema_avg_fn(decay))
    came = updated(averaged, model, weights)
    assert came == pytest.approx(float(average), rel=1e-12)


@pytest.mark.parametrize(
    ("dtype", "decay", "weights", "value"),
    [
        (torch.float64, 0.9, [1, 2], 1.1),
        (torch.bfloat16, 0.999, [1] + 1000 * [2], 1.6323045752290364),
        (torch.float16, 0.9999, [1] + 1000 * [1.5], 1.0475835532207218),
    ],
)
def test_after_the_warm_up_it_decays_and_moves(dtype, decay, weights, value):
    model = one_weight(dtype)
    averaged = AveragedModel(model, avg_fn=ema_avg_fn(decay))
    averaged.float()
    updated(averaged, model, weights[:1])
    averaged.n_averaged.fill_(10**6)
    came = updated(averaged, model, weights[1:])
    assert came == pytest.approx(value, rel=1e-6)
    assert averaged.module.weight.dtype == torch.float32
    assert model.weight.dtype == dtype


def test_buffers_are_averaged_and_counters_copied():
    norm = nn.BatchNorm1d(1)
    average = ema_avg_fn(0.9)
    averaged = AveragedModel(norm, avg_fn=average, use_buffers=True)
    for number in (1, 2):
        nn.init.constant_(norm.running_mean, number)
        norm.num_batches_tracked.fill_(7 * number)
        averaged.update_parameters(norm)
    assert averaged.module.running_mean.item() == pytest.approx(20 / 11)
    assert averaged.module.num_batches_tracked == 14


def test_complex_weights_are_averaged():
    one, i = torch.ones(2, dtype=torch.complex64), torch.full((2,), 1j)
    came = ema_avg_fn()(one, i, torch.tensor(8))
    torch.testing.assert_close(came, torch.full((2,), 0.5 + 0.5j))


def test_the_count_may_be_a_number():
    came = ema_avg_fn()(torch.zeros(2), torch.ones(2), 8)
    assert came.tolist() == [0.5, 0.5]


def test_it_goes_on_from_its_state_to_the_last_bit():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    average = ema_avg_fn(0.99)

    def made():
        return AveragedModel(model, avg_fn=average, use_buffers=True)

    def step(*averages):
        for parameter in model.parameters():
            nn.init.normal_(parameter)
        model(torch.randn(5, 4))
        for each in averages:
            each.update_parameters(model)

    whole = made()
    for _ in range(20):
        step(whole)
    file = io.BytesIO()
    torch.save(whole.state_dict(), file)
    file.seek(0)
    resumed = made()
    resumed.load_state_dict(torch.load(file, weights_only=True))
    for _ in range(20):
        step(whole, resumed)
    for key, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[key]), key


def test_the_model_is_left_alone():
    model = one_weight()
    before = copy.deepcopy(model.state_dict())
    average = ema_avg_fn()
    averaged = AveragedModel(model, avg_fn=average)
    for _ in range(3):
        averaged.update_parameters(model)
    assert torch.equal(model.weight, before["weight"])
    assert averaged.module.weight.grad_fn is None


def test_it_reads_no_number_that_a_gpu_would_be_waited_for():
    with FakeTensorMode():
        count = torch.tensor(3, device="cuda")
        average, weight = torch.zeros(2, 2, device="cuda")
        came = ema_avg_fn()(average, weight.half(), count)
        assert came.device.type == "cuda"


@pytest.mark.parametrize(
    ("decay", "error", "message"),
    [
        ("0.9", TypeError, "decay must be a number, got '0.9'"),
        (True, TypeError, "decay must be a number, got True"),
        (-0.1, ValueError, "decay must be from 0 to 1, got -0.1"),
        (1.1, ValueError, "decay must be from 0 to 1, got 1.1"),
        (math.nan, ValueError, "decay must be from 0 to 1, got nan"),
    ],
)
def test_a_wrong_decay_raises(decay, error, message):
    with pytest.raises(error, match=message):
        ema_avg_fn(decay)
