"""Bad input is refused by name, or shows; none passes for a number.

Shapes, dtypes and options cost nothing to check. Values of tensors are not
checked, which the docstring must say: a NaN comes out as NaN, and a class that
does not exist is an error of the operation that looks it up.
"""

import inspect
import math
import re

import numpy as np
import pytest
import torch

from tests.snippets.case import INDICES
from tests.snippets.checks import same
from tests.snippets.properties import holds_for_losses, holds_for_regularizers
from tests.snippets.test_oracles import weights_model

# Whatever the loss: it has no other reductions than these names.
NO_REDUCTIONS = ("average", "batchmean", None)


def refused(where, name, came, call, kinds=(ValueError, TypeError)):
    """The error names the argument, says what it must be and what came."""
    where = f"{where}: {name}={came!r}"
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


def wrong_types(good: tuple) -> list:
    """Things that no option with these good values can be."""
    wrong = ["2", [0.5], (0.5, 0.5), len]
    if None not in good:
        wrong.append(None)
    if not any(isinstance(value, torch.Tensor) for value in good):
        wrong += [torch.tensor([0.5, 0.5]), np.array([0.5, 0.5])]
    return wrong


@holds_for_losses("Errors")
def test_numbers_of_numpy_are_numbers(loss):
    tensors = loss.batch()
    for name, values in loss.values("good").items():
        for value in values:
            if isinstance(value, int | float) and not isinstance(value, bool):
                number = np.array(value)[()]
                if isinstance(value, float):
                    number = np.float32(value)
                    value = float(number)
                same(
                    loss(*tensors, **{name: number}),
                    loss(*tensors, **{name: value}),
                    f"{loss.at(name)}: {number!r}",
                )


@holds_for_losses("Errors")
def test_bad_options(loss):
    good = loss.values("good")
    bad = {
        name: (*values, *wrong_types(good[name]))
        for name, values in loss.values("bad").items()
    }
    bad["reduction"] = NO_REDUCTIONS
    for name, values in bad.items():
        for value in values:
            tensors, options = loss.batch(), {name: value}
            refused(
                loss.at(name),
                name,
                value,
                lambda t=tensors, o=options: loss(*t, **o),
            )
            refused(
                f"{loss.at(name)}, as a module",
                name,
                value,
                lambda t=tensors, o=options: loss.made(**o)(*t),
            )


@holds_for_losses("Errors")
def test_bad_dtypes(loss):
    tensors = loss.batch()
    for place, (name, tensor) in enumerate(loss.named(tensors)):
        for wrong in (None, tensor.tolist(), tensor.numpy(), "2"):
            bad = [*tensors[:place], wrong, *tensors[place + 1 :]]
            refused(loss.at(name), name, wrong, lambda b=bad: loss(*b))
        dtypes = (torch.int64, torch.bool)
        if not tensor.is_floating_point():
            dtypes = (torch.float32, torch.float64, torch.bool)
        for dtype in dtypes:
            bad = [*tensors[:place], tensor.to(dtype), *tensors[place + 1 :]]
            refused(loss.at(name), name, dtype, lambda b=bad: loss(*b))
    # All of them of a wrong dtype agree with each other, and are refused, too.
    for dtype in (torch.int64, torch.bool):
        bad = [
            each.to(dtype) if each.is_floating_point() else each
            for each in tensors
        ]
        name = loss.arguments[0]
        refused(loss.at(name), name, dtype, lambda b=bad: loss(*b))


def misshapen(name, tensors):
    """The last tensor in other shapes, by its name."""
    *others, last = tensors
    shapes = (
        last.unsqueeze(1),
        last.unsqueeze(0),
        last[:1],
        last[:-1],
        last[0],
        last.unsqueeze(0).expand(len(last), *last.shape),
    )
    return [(name, (*others, bad)) for bad in shapes]


@holds_for_losses("Errors")
def test_bad_shapes(loss):
    tensors = loss.batch()
    wrong = misshapen(loss.arguments[-1], tensors)
    if loss.case.misshapen:
        wrong = loss.case.misshapen(tensors)
    for name, bad in wrong:
        shape = tuple(bad[loss.arguments.index(name)].shape)
        refused(loss.at(name), name, shape, lambda b=bad: loss(*b))


@holds_for_losses("Errors", value_of=("element",))
def test_scores_of_no_dimension_or_one_more(loss):
    first, *others = loss.batch()
    if loss.case.inputs.class_dim is None:
        name, bad, shape = "target", first[:, None], tuple(others[-1].shape)
        call = (bad, *others)
    else:
        name, shape = loss.arguments[0], ()
        call = (first.new_tensor(1.0), *(each[0] for each in others))
    refused(loss.at(name), name, shape, lambda: loss(*call))


@holds_for_losses("NaN", "What is not checked")
def test_values_are_not_checked_and_nan_shows(loss):
    assert "not checked" in loss.doc, (
        f"{loss}: the docstring must say that values are not checked: write "
        "'values are not checked' where it describes the last tensor"
    )
    for place, name in enumerate(loss.arguments):
        for choice in loss.choices:
            tensors = loss.batch()
            if not tensors[place].is_floating_point():
                break
            each = loss(*tensors, **choice, reduction="none")
            weighs = loss.case.weights(tensors, each, choice)
            if each.dim() and weighs[2].flatten()[0] == 0:
                continue
            dim = loss.batch_dim(name) or 0
            sample = tensors[place].select(dim, 2)
            sample[(0,) * sample.dim()] = math.nan
            each = loss(*tensors, **choice, reduction="none")
            where = f"{loss}: {choice}: {name}[2] has a nan"
            own = each[2].flatten()[0] if each.dim() else each
            assert own.isnan(), f"{where}: expected nan, got {each}"
            if loss.case.depends_on != "batch":
                others = each[torch.arange(len(each)) != 2]
                assert others.isfinite().all(), (
                    f"{where}: expected the other values as before, got {each}"
                )


@holds_for_losses(
    "What is not checked", when=lambda case: case.inputs.labels == INDICES
)
def test_class_out_of_range_is_an_error(loss):
    *scores, target = loss.batch()
    classes = scores[0].shape[loss.case.inputs.class_dim]
    for bad in (classes, -1, 10**6):
        labels = target.clone()
        labels[1] = bad
        try:
            came = loss(*scores, labels)
        except (IndexError, RuntimeError) as error:
            message = str(error)
            assert re.search(r"out of (bound|range)", message), (
                f"{loss}: class {bad} of {classes}: expected an error that "
                f"says 'out of bounds' or 'out of range', got {message}"
            )
        else:
            pytest.fail(
                f"{loss}: class {bad} of {classes}: expected an error, got "
                f"{came}; look it up with gather or scatter, which refuse it"
            )


def good_first(regularizer):
    """A first argument that a regularizer must take."""
    if regularizer.case.first is not None:
        return regularizer.case.first
    takes = next(iter(regularizer.parameters))
    if regularizer.case.kind == "step":
        return [torch.ones(3)] if regularizer.in_place else torch.ones(3)
    return weights_model() if takes == "model" else None


@holds_for_regularizers(row="Errors")
def test_regularizer_refuses(regularizer):
    first = next(iter(regularizer.parameters))
    needed = {
        name: regularizer.case.good[name][0]
        for name, parameter in regularizer.parameters.items()
        if parameter.default is inspect.Parameter.empty and name != first
    }
    good = {first: good_first(regularizer), **needed}
    for name, values in regularizer.case.bad.items():
        for value in values:
            arguments = {**good, name: value}
            came = value
            if name == first and regularizer.case.first is None:
                came = type(value)
            refused(
                regularizer.at(name),
                name,
                came,
                lambda a=arguments: regularizer.function(**a),
            )
