"""Value and gradient of every loss and regularizer against 50 digits.

The bound is relative, RELATIVE by dtype, or an absolute error below the dtype's
smallest normal number. Where a case says that terms cancel, it is relative to
the sum of their magnitudes.
"""

import math

import numpy as np
import pytest
import torch
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from torch import nn

from tests.snippets.case import LOGITS, SCORES, filled, flat, nested
from tests.snippets.checks import RELATIVE, failure_of, gradient
from tests.snippets.exact import as_terms, by_differences, mp
from tests.snippets.grid import EXAMPLES, share
from tests.snippets.properties import holds_for_losses, holds_for_regularizers

RANDOM = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes a minute
)


def expect(where, what, came, exact, size, dtype):
    """One number within the bound; where is a function that says it."""
    bound = max(RELATIVE[dtype] * size, torch.finfo(dtype).tiny)
    if not abs(came - exact) <= bound:
        raise AssertionError(
            f"{where()}, {dtype}: {what}: expected {exact:.12g}, got {came!r}, "
            f"error {abs(came - exact):.3g}, allowed {bound:.3g}"
        )


def expect_all(where, what, came, exact, dtype):
    """Rows of numbers, each within the bound of its (exact, size)."""
    numbers, sizes = torch.tensor(exact, dtype=torch.float64).unbind(-1)
    tiny = torch.finfo(dtype).tiny
    bound = (RELATIVE[dtype] * sizes).clamp(min=tiny)
    wide = came.detach().double().reshape(numbers.shape)
    at = failure_of(~((wide - numbers).abs() <= bound))
    if at is not None:
        row = at // numbers[0].numel()
        expect(
            lambda: where(row),
            what,
            wide.flatten()[at].item(),
            numbers.flatten()[at].item(),
            sizes.flatten()[at].item(),
            dtype,
        )


def compare(loss, dtype, tensors, choice):
    """Values and gradients of a batch with the oracle's."""
    tensors = [
        each.detach().to(dtype) if each.is_floating_point() else each
        for each in tensors
    ]
    places = loss.differentiable(tensors)
    for place in places:
        tensors[place].requires_grad_()
    each = loss(*tensors, **choice, reduction="none")
    wanted = loss.shape(tensors)
    assert each.shape == wanted, (
        f"{loss}: reduction='none': expected shape {wanted} for a value of "
        f"each {loss.case.value_of}, got {tuple(each.shape)}"
    )
    rows = loss.units(tensors)
    lists = [nested(tensor.detach().tolist()) for tensor in rows]
    units = list(zip(*lists, strict=True))
    exact = [
        loss.case.exactly(unit, places, each.numel() // len(units), choice)
        for unit in units
    ]

    def where(row):
        parts = ", ".join(
            f"{name} {part}"
            for name, part in zip(loss.arguments, units[row], strict=True)
        )
        return f"{loss}: at {parts}, {choice}"

    expect_all(where, "value", each, [one.values for one in exact], dtype)
    slopes = torch.autograd.grad(each.sum(), [tensors[p] for p in places])
    of_each = zip(*(one.slopes for one in exact), strict=True)
    for place, slope, numbers in zip(places, slopes, of_each, strict=False):
        new = list(tensors)
        new[place] = slope
        name = loss.arguments[place]
        expect_all(
            where,
            f"gradient by {name}",
            loss.units(new)[place],
            list(numbers),
            dtype,
        )


@holds_for_losses("Value and gradient")
def test_value_and_gradient_on_the_grid(loss):
    for dtype in RELATIVE:
        tensors = loss.extremes(dtype)
        for number, choice in enumerate(loss.choices):
            some = tensors
            if loss.case.depends_on != "batch":
                points = share(loss.size(tensors), number, len(loss.choices))
                some = loss.pick(tensors, list(points))
            compare(loss, dtype, some, choice)


def few_digits(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers between the ends that half precision holds exactly."""
    least, most = np.float16(low), np.float16(high)
    if float(least) < low:
        least = np.nextafter(least, np.float16(np.inf))
    if float(most) > high:
        most = np.nextafter(most, np.float16(-np.inf))
    return st.floats(float(least), float(most), width=16)


@holds_for_losses("Value and gradient")
def test_value_and_gradient_at_random_points(loss):
    size = 2 if loss.case.depends_on == "batch" else 1

    @RANDOM
    @given(data=st.data())
    def at_random(data):
        choice = dict(data.draw(st.sampled_from(loss.choices), label="options"))
        for name, ends in loss.case.between.items():
            choice[name] = data.draw(few_digits(*ends), name)
        tensors = data.draw(loss.case.inputs.at_random(size), "tensors")
        for dtype in RELATIVE:
            compare(loss, dtype, tensors, choice)

    at_random()


@holds_for_losses(when=lambda case: case.gradient)
def test_oracle_gradient_is_the_derivative_of_its_value(loss):
    tensors = loss.batch(torch.float64, 3)
    units = [nested(tensor.tolist()) for tensor in loss.units(tensors)]
    first, *rest = next(zip(*units, strict=True))
    index = loss.case.indices(1)[0]
    for choice in loss.choices:

        def value(numbers, choice=choice):
            score = filled(first, iter(numbers))
            terms = loss.case.oracle(score, *rest, **index, **choice)
            return mp.fsum(as_terms(terms))

        slopes = loss.case.gradient(first, *rest, **index, **choice)
        exact = by_differences(value, flat(first))
        for at, (terms, wanted) in enumerate(zip(slopes, exact, strict=True)):
            came = mp.fsum(as_terms(terms))
            assert mp.almosteq(came, wanted, 1e-40, 1e-45), (
                f"{loss.case_at}: `gradient` of {loss.id} at "
                f"{first}, {rest}, {choice}, entry {at}: expected "
                f"{mp.nstr(wanted, 12)}, the derivative of `oracle`, got "
                f"{mp.nstr(came, 12)}"
            )


def weights_model(dtype=torch.float64, weights=LOGITS) -> nn.Module:
    """Two layers; all but their weights is large, and must not count."""
    layers = nn.Sequential(
        nn.Linear(4, 3), nn.BatchNorm1d(3), nn.PReLU(), nn.Linear(3, 1)
    )
    layers.to(dtype)
    place = 0
    with torch.no_grad():
        for name, parameter in layers.named_parameters():
            parameter.fill_(1e3)
            if name in ("0.weight", "3.weight"):
                count = parameter.numel()
                new = [
                    weights[(place + at) % len(weights)] for at in range(count)
                ]
                place += count
                parameter.copy_(torch.tensor(new).view_as(parameter))
    return layers


def exactly(regularizer, number, choice):
    """The oracle's value and derivative, as (number, size)."""
    known = _KNOWN.setdefault(regularizer.name, {})
    key = (number, *choice.values())
    if key not in known:
        with mp.workdps(50):
            pair = regularizer.case.oracle(mp.mpf(number), **choice)
            known[key] = [(float(each), abs(float(each))) for each in pair]
    return known[key]


_KNOWN = {}


def compare_penalty(penalty, dtype, weights, choice):
    model = weights_model(dtype, weights)
    own = [model[0].weight, model[3].weight]
    value = penalty.function(model, **choice)
    value.backward()
    numbers = [number for each in own for number in each.flatten().tolist()]
    exact = [exactly(penalty, number, choice) for number in numbers]
    where = f"{penalty}: {choice}, weights {numbers}"
    total = math.fsum(one for (one, _), _ in exact)
    size = math.fsum(one for (_, one), _ in exact)
    expect(lambda: where, "value", value.item(), total, size, dtype)
    slopes = torch.cat([each.grad.flatten() for each in own])
    expect_all(
        lambda row: f"{penalty}: {choice}, weight {numbers[row]}",
        "gradient",
        slopes,
        [[slope] for _, slope in exact],
        dtype,
    )
    for name, parameter in model.named_parameters():
        if all(parameter is not each for each in own):
            assert parameter.grad is None or not parameter.grad.any(), (
                f"{where}: {name} is no weight, expected no gradient, got "
                f"{parameter.grad}"
            )


@holds_for_regularizers("penalty", row="Value and gradient")
@pytest.mark.parametrize("dtype", RELATIVE, ids=str)
def test_penalty_on_the_grid(regularizer, dtype):
    for choice in regularizer.choices:
        compare_penalty(regularizer, dtype, LOGITS, choice)


@holds_for_regularizers("penalty", row="Value and gradient")
def test_penalty_at_random_points(regularizer):
    @RANDOM
    @given(
        weights=st.lists(SCORES, min_size=1, max_size=15),
        choice=st.sampled_from(regularizer.choices),
    )
    def at_random(weights, choice):
        for dtype in RELATIVE:
            compare_penalty(regularizer, dtype, weights, choice)

    at_random()


def compare_step(step, dtype, entries, choice):
    tensor = torch.tensor(entries, dtype=dtype)
    values = tensor.clone().requires_grad_()
    if step.in_place:
        step.function([values], **choice)
        result = values.detach()
    else:
        result = step.function(values, **choice)
    numbers = tensor.tolist()
    exact = [exactly(step, number, choice) for number in numbers]

    def where(row):
        return f"{step}: of {numbers[row]}, {choice}"

    wanted = [[value] for value, _ in exact]
    expect_all(where, "value", result, wanted, dtype)
    if not step.in_place:
        slopes = gradient(result, values)
        wanted = [[slope] for _, slope in exact]
        expect_all(where, "gradient", slopes, wanted, dtype)


@holds_for_regularizers("step")
@pytest.mark.parametrize("dtype", RELATIVE, ids=str)
def test_step_on_the_grid(regularizer, dtype):
    for choice in regularizer.choices:
        compare_step(regularizer, dtype, LOGITS, choice)


@holds_for_regularizers("step")
def test_step_at_random_points(regularizer):
    @RANDOM
    @given(entry=SCORES, number=st.floats(0, 20, width=32))
    @example(entry=2.0, number=2.0)
    def at_random(entry, number):
        choice = dict.fromkeys(regularizer.numbers, number)
        for dtype in RELATIVE:
            compare_step(regularizer, dtype, [entry], choice)

    at_random()
