"""Bad input is refused by name, or shows; none passes for a number.

Shapes, dtypes and options cost nothing to check. Values of tensors are not
checked, which the docstring must say: a NaN comes out as NaN, and a class that
does not exist is an error of the operation that looks it up.
"""

import inspect
import math
import re

import pytest
import torch
from torch import Tensor

from tests.snippets import cases
from tests.snippets.cases import REGULARIZERS, each_loss


def refused(where, name, came, call, kinds=(ValueError, TypeError)):
    """The error names the argument, says what it must be and what came."""
    where = f"{where}: {name} {came!r}"
    try:
        result = call()
    except kinds as error:
        message = str(error)
        # register_buffer's own TypeError says "required", and the type.
        for part in (rf"\b{name}\b", "must|required", "got |cannot assign"):
            assert re.search(part, message), (
                f"{where}: expected {part!r} in the message: {message}"
            )
        simple = (int, float, str, type(None), torch.dtype, tuple)
        if isinstance(came, simple):
            shown = str(came) in message or type(came).__name__ in message
            assert shown, f"{where}: expected {came} in the message: {message}"
    except Exception as error:
        raise AssertionError(
            f"{where}: expected a ValueError that names it, got "
            f"{type(error).__name__}: {error}"
        ) from error
    else:
        raise AssertionError(
            f"{where}: expected a ValueError that names it, got {result}"
        )


@each_loss
def test_bad_options(loss):
    for name, parameter in loss.options.items():
        for value in cases.look_up(cases.BAD, name, parameter, loss):
            tensors = loss.batch()
            options = {name: value}
            refused(
                loss, name, value, lambda t=tensors, o=options: loss(*t, **o)
            )
            refused(
                f"{loss}, as a module",
                name,
                value,
                lambda t=tensors, o=options: loss.module(**o)(*t),
            )


@each_loss
def test_bad_dtypes(loss):
    first, target = loss.batch()
    name = loss.arguments[0]
    for dtype in (torch.int64, torch.bool):
        bad = first.to(dtype)
        labels = target if loss.kind == "classes" else target.to(dtype)
        refused(loss, name, dtype, lambda b=bad, y=labels: loss(b, y))
    dtypes = (torch.int64, torch.bool)
    if loss.kind == "classes":
        dtypes = (torch.float32, torch.float64, torch.bool)
    for dtype in dtypes:
        bad = target.to(dtype)
        refused(loss, "target", dtype, lambda b=bad: loss(first, b))


@each_loss
def test_bad_shapes(loss):
    first, target = loss.batch()
    column, row = target[:, None], target[None, :]
    one, less = target[:1], target[:-1]
    for bad in (column, row, one, less, target[0], target.expand(6, 6)):
        shape = tuple(bad.shape)
        refused(loss, "target", shape, lambda b=bad: loss(first, b))
    if loss.kind == "classes":
        scores = torch.tensor(1.0, dtype=first.dtype)
        refused(loss, "logits", (), lambda: loss(scores, target[0]))
    else:
        bad = first[:, None]
        shape = tuple(target.shape)
        refused(loss, "target", shape, lambda: loss(bad, target))


@each_loss
def test_values_are_not_checked_and_nan_shows(loss):
    assert "not checked" in loss.doc, (
        f"{loss}: docstring must say that values are not checked"
    )
    _, target = loss.batch()
    labels = ["target"] if loss.kind != "classes" else []
    for name in (loss.arguments[0], *labels):
        tensors = dict(zip(loss.arguments, loss.batch(), strict=True))
        tensors[name][2] = math.nan
        for choice in loss.choices:
            if choice.get("ignore_index") == target[2].item():
                continue
            weight = choice.get("alpha")
            if isinstance(weight, Tensor) and weight[target[2]] == 0:
                continue
            each = loss(*tensors.values(), **choice, reduction="none")
            where = f"{loss}, {choice}: {name}[2] is nan"
            assert each[2].isnan(), f"{where}: expected nan, got {each}"
            others = each[torch.arange(6) != 2]
            assert others.isfinite().all(), f"{where}: others changed: {each}"


@each_loss
def test_class_out_of_range_is_an_error(loss):
    if loss.kind != "classes":
        return
    first, target = loss.batch()
    for bad in (cases.CLASSES, -1, 10**6):
        labels = target.clone()
        labels[1] = bad
        with pytest.raises(
            (IndexError, RuntimeError), match=r"out of (bound|range)"
        ):
            loss(first, labels)


@pytest.mark.parametrize("which", REGULARIZERS, ids=lambda each: each.name)
def test_regularizer_refuses(which):
    first, *others = which.signature.parameters
    good = {"model": cases.model(), "tensor": torch.ones(3), "patience": 3}
    good["parameters"] = [torch.ones(3)]
    numbers = {
        name: 0.5
        for name in others
        if which.signature.parameters[name].default is inspect.Parameter.empty
    }
    for name, parameter in which.signature.parameters.items():
        values = []
        if name not in ("model", "tensor", "parameters"):
            values = cases.look_up(cases.BAD, name, parameter, which)
        for value in values:
            arguments = {first: good[first], **numbers, name: value}
            refused(which, name, value, lambda a=arguments: which.function(**a))
    bad = {
        "model": [[torch.ones(2)], "model", torch.ones(2)],
        "tensor": [torch.ones(2, dtype=torch.int64)],
        "parameters": [cases.model()],
    }
    for value in bad.get(first, []):
        refused(
            which,
            first,
            type(value),
            lambda v=value: which.function(v, **numbers),
        )
