"""What the regularizers under snippets/regularizers must hold.

Each test takes a regularizer alone, and says which kinds it holds for: a file
dropped into the folder is put to all that hold for its case.
"""

import copy

import pytest
import torch
from torch import nn

from tests.snippets.checks import HALF, same
from tests.snippets.properties import holds_for_regularizers
from tests.snippets.test_oracles import weights_model


def numbers(regularizer, value=0.5):
    return dict.fromkeys(regularizer.numbers, value)


def weights(model):
    return {n: p for n, p in model.named_parameters() if p.requires_grad}


@holds_for_regularizers("penalty")
def test_penalty_gradcheck(regularizer):
    model = weights_model(weights=[0.5, -2.0, 3.0, 0.1])
    penalty, options = regularizer.function, numbers(regularizer)
    slopes = torch.autograd.grad(
        penalty(model, **options),
        list(weights(model).values()),
        allow_unused=True,
    )
    step = 1e-6
    for (name, parameter), slope in zip(
        weights(model).items(), slopes, strict=True
    ):
        with torch.no_grad():
            parameter.view(-1)[0] += step
            more = penalty(model, **options)
            parameter.view(-1)[0] -= 2 * step
            less = penalty(model, **options)
            parameter.view(-1)[0] += step
        came = 0.0 if slope is None else slope.flatten()[0].item()
        same(
            came,
            ((more - less) / (2 * step)).item(),
            f"{regularizer}: gradient by {name}",
            rtol=1e-6,
            atol=1e-6,
        )


@holds_for_regularizers("penalty")
def test_penalty_in_half_precision(regularizer):
    options = numbers(regularizer, 1e-5)
    for dtype in HALF:
        # The sum is beyond float16; times the strength it is not.
        model = weights_model(dtype, weights=[1e4, -1e4, 1.0, 0.0])
        came = regularizer.function(model, **options)
        exact = regularizer.function(model.double(), **options)
        assert came.dtype == dtype, (
            f"{regularizer}: expected {dtype}, got {came.dtype}"
        )
        same(
            came.double(),
            exact,
            f"{regularizer}: {dtype}",
            rtol=torch.finfo(dtype).eps,
            atol=0,
        )


@holds_for_regularizers("penalty")
def test_penalty_leaves_the_model_alone(regularizer):
    penalty, options = regularizer.function, numbers(regularizer)
    model = weights_model()
    before = copy.deepcopy(model.state_dict())
    penalty(model, **options).backward()
    for name, value in model.state_dict().items():
        same(value, before[name], f"{regularizer}: {name} was modified")
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    frozen = penalty(model, **options)
    assert frozen.item() == 0, (
        f"{regularizer}: all frozen: expected 0, got {frozen}"
    )
    nothing = penalty(nn.Sequential(nn.ReLU()), **options)
    assert nothing.item() == 0, (
        f"{regularizer}: no weights: expected 0, got {nothing}"
    )


@holds_for_regularizers("penalty")
def test_penalty_runs_anywhere(regularizer):
    penalty, options = regularizer.function, numbers(regularizer)
    model = weights_model(torch.float32)
    expected = penalty(model, **options)
    with torch.inference_mode():
        same(penalty(model, **options), expected, f"{regularizer}: inference")
    torch.compiler.reset()
    compiled = torch.compile(
        lambda: penalty(model, **options), fullgraph=True, backend="aot_eager"
    )
    try:
        same(compiled(), expected, f"{regularizer}: compiled")
    except RuntimeError as error:
        raise AssertionError(f"{regularizer}: compiled: {error}") from error
    meta = penalty(model.to("meta"), **options)
    assert meta.is_meta, f"{regularizer}: on the meta device: got {meta.device}"


@holds_for_regularizers("penalty")
def test_penalty_is_of_dtype_and_device_of_the_model(regularizer):
    options = numbers(regularizer)
    for dtype in (*HALF, torch.float32, torch.float64):
        for layer in (nn.Linear(2, 1), nn.LayerNorm(2)):
            for device in ("cpu", "meta"):
                model = layer.to(device, dtype)
                came = regularizer.function(model, **options)
                got = (came.dtype, came.device.type, came.shape)
                assert got == (dtype, device, ()), (
                    f"{regularizer}: {type(layer).__name__}: expected a number "
                    f"of {dtype} on {device}, got {got}"
                )


@holds_for_regularizers("penalty")
def test_shared_weights_count_once(regularizer):
    penalty, options = regularizer.function, numbers(regularizer)
    layer, tied = nn.Linear(2, 2), nn.Linear(2, 2)
    tied.weight = layer.weight
    once = penalty(nn.Sequential(layer), **options)
    for again in (layer, tied):
        twice = penalty(nn.Sequential(layer, again), **options)
        same(twice, once, f"{regularizer}: weights used twice")


@holds_for_regularizers("penalty")
@pytest.mark.parametrize("dtypes", [HALF, HALF[::-1]], ids=str)
def test_penalty_is_of_the_dtype_of_the_first_weight(regularizer, dtypes):
    model = nn.Sequential(
        nn.Linear(2, 2, bias=False, dtype=dtypes[0]),
        nn.Linear(2, 1, bias=False, dtype=dtypes[1]),
    )
    came = regularizer.function(model, **numbers(regularizer))
    assert came.dtype == dtypes[0], (
        f"{regularizer}: of {dtypes}: expected the first, got {came.dtype}"
    )


@holds_for_regularizers("step", when=lambda step: step.in_place)
def test_step_moves_a_tensor_listed_twice_once(regularizer):
    tensor = torch.tensor([3.0])
    step, options = regularizer.function, numbers(regularizer, 1.0)
    step([tensor, tensor], **options)
    same(tensor, torch.tensor([2.0]), f"{regularizer}: the same tensor twice")
    step(tensor, **options)
    same(tensor, torch.tensor([1.0]), f"{regularizer}: a tensor alone")
