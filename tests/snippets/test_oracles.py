"""Value and gradient of every loss and regularizer against 50 digits.

The bound is relative, RELATIVE by dtype, or an absolute error below the dtype's
smallest normal number. Where terms of unlike signs meet (a soft target), it is
relative to the sum of their magnitudes, and the docstring must say so.
"""

import itertools

import pytest
import torch
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.snippets import cases, oracles
from tests.snippets.cases import RELATIVE
from tests.snippets.oracles import mp

DTYPES = pytest.mark.parametrize("dtype", RELATIVE, ids=str)
RANDOM = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes a minute
)
finite = st.floats(-1e4, 1e4, width=32)
scores = finite | st.floats(-20, 20, width=32)


def expect(where, what, came, exact, size, dtype):
    """One number within the bound; exact and size are of the oracle's terms."""
    bound = max(RELATIVE[dtype] * size, torch.finfo(dtype).tiny)
    if not abs(came - exact) <= bound:
        raise AssertionError(
            f"{where}, {dtype}: {what}: expected {exact:.12g}, got {came!r}, "
            f"error {abs(came - exact):.3g}, allowed {bound:.3g}"
        )


def total(terms):
    """The sum of the terms, and of their magnitudes, rounded to 16 digits."""
    if len(terms) == 1:
        return float(terms[0]), abs(float(terms[0]))
    return float(mp.fsum(terms)), float(mp.fsum(terms, absolute=True))


def compare(loss, dtype, first, target, choice):
    """Value and gradient of every sample of a batch."""
    oracle = oracles.find(loss.name, loss)
    first = first.detach().to(dtype).requires_grad_()
    each = loss(first, target, **choice, reduction="none")
    assert each.shape == target.shape, f"{loss}: shape {tuple(each.shape)}"
    for score, label, value, slope in cases.rows(first, target, each):
        if loss.kind == "classes":
            score = tuple(score)
        else:
            slope = [slope]
        where = f"{loss} at {score}, target {label}, {choice}"
        exact, exact_slopes = oracle(score, label, **choice)
        expect(where, "value", value, *total(exact), dtype)
        for one, terms in zip(slope, exact_slopes, strict=True):
            expect(where, "gradient", one, *total(terms), dtype)


@cases.each_loss
def test_value_and_gradient_on_the_grid(loss):
    for dtype in RELATIVE:
        first, target = loss.extremes(dtype)
        for choice in loss.choices:
            compare(loss, dtype, first, target, choice)


@cases.each_loss
def test_value_and_gradient_at_random_points(loss):
    @RANDOM
    @given(data=st.data())
    def at_random(data):
        choice = dict(data.draw(st.sampled_from(loss.choices), label="options"))
        if "gamma" in choice:
            choice["gamma"] = data.draw(st.floats(0, 8, width=16))
        if loss.kind == "classes":
            row = st.lists(
                scores, min_size=cases.CLASSES, max_size=cases.CLASSES
            )
            first = [data.draw(row)]
            target = [data.draw(st.integers(0, cases.CLASSES - 1))]
        else:
            labels = scores
            if loss.kind == "binary":
                labels = st.floats(0, 1, width=32)
            first, target = [data.draw(scores)], [data.draw(labels)]
        for dtype in RELATIVE:
            labels = torch.tensor(target)
            if loss.kind != "classes":
                labels = labels.to(dtype)
            compare(loss, dtype, torch.tensor(first), labels, choice)

    at_random()


@cases.each_loss
def test_docstring_says_where_terms_cancel(loss):
    if loss.kind == "binary":
        assert "cancel" in loss.doc, (
            f"{loss}: with a soft target two terms of the gradient cancel; the "
            "docstring must say that its error is relative to these terms"
        )


@cases.each_loss
def test_oracle_gradient_is_the_derivative_of_its_value(loss):
    oracle = oracles.find(loss.name, loss)
    for choice in loss.choices:
        if loss.kind == "classes":
            score, label = (0.5, -2.0, 1.5, 0.25), 3
        else:
            score, label = (0.75,), 0.25

        def value(*score, label=label, choice=choice):
            score = score if loss.kind == "classes" else score[0]
            return mp.fsum(oracle(score, label, **choice)[0])

        _, slopes = oracle(
            score if loss.kind == "classes" else score[0], label, **choice
        )
        for k, terms in enumerate(slopes):
            order = tuple(int(k == j) for j in range(len(score)))
            exact = mp.diff(value, score, order)
            assert mp.almosteq(mp.fsum(terms), exact, 1e-15, 1e-20), (
                f"oracle of {loss}, {choice}: derivative {k} is "
                f"{mp.nstr(exact, 12)}, not {mp.nstr(mp.fsum(terms), 12)}"
            )


def strengths(regularizer):
    numbers = regularizer.numbers
    values = itertools.product((0.0, 1e-3, 0.5, 8.0), repeat=len(numbers))
    return [dict(zip(numbers, each, strict=True)) for each in values]


def compare_penalty(penalty, dtype, weights, choice):
    oracle = oracles.find(penalty.name, penalty)
    model = cases.model(dtype, weights)
    own = [model[0].weight, model[3].weight]
    value = penalty.function(model, **choice)
    value.backward()
    pairs = [
        (weight, slope, *oracle(mp.mpf(weight), **choice))
        for parameter in own
        for weight, slope in zip(
            parameter.flatten().tolist(),
            parameter.grad.flatten().tolist(),
            strict=True,
        )
    ]
    where = f"{penalty}, {choice}, weights {[pair[0] for pair in pairs]}"
    terms = [exact for _, _, exact, _ in pairs]
    expect(where, "value", value.item(), *total(terms), dtype)
    for weight, slope, _, exact in pairs:
        expect(where, f"gradient at {weight}", slope, *total([exact]), dtype)
    for name, parameter in model.named_parameters():
        if all(parameter is not each for each in own):
            assert parameter.grad is None or not parameter.grad.any(), (
                f"{where}: {name} is no weight, expected no gradient, got "
                f"{parameter.grad}"
            )


each_penalty = pytest.mark.parametrize(
    "penalty", cases.PENALTIES, ids=lambda each: each.name
)
each_step = pytest.mark.parametrize(
    "step", cases.STEPS, ids=lambda each: each.name
)


@each_penalty
@DTYPES
def test_penalty_on_the_grid(penalty, dtype):
    for choice in strengths(penalty):
        compare_penalty(penalty, dtype, cases.LOGITS, choice)


@each_penalty
def test_penalty_at_random_points(penalty):
    @RANDOM
    @given(
        weights=st.lists(scores, min_size=1, max_size=15),
        choice=st.sampled_from(strengths(penalty)),
    )
    def at_random(weights, choice):
        for dtype in RELATIVE:
            compare_penalty(penalty, dtype, weights, choice)

    at_random()


def compare_step(step, dtype, entries, threshold):
    oracle = oracles.find(step.name, step)
    tensor = torch.tensor(entries, dtype=dtype)
    values = tensor.clone().requires_grad_()
    if step.signature.return_annotation is torch.Tensor:
        result = step.function(values, threshold)
        slopes = cases.gradient(result, values).tolist()
    else:
        step.function([values], threshold)
        result, slopes = values, [None] * len(entries)
    rows = zip(tensor.tolist(), result.tolist(), slopes, strict=True)
    for before, after, slope in rows:
        where = f"{step} of {before}, threshold {threshold}"
        exact, exact_slope = oracle(before, threshold)
        expect(where, "value", after, *total([exact]), dtype)
        if slope is not None:
            expect(where, "gradient", slope, *total([exact_slope]), dtype)


@each_step
@DTYPES
def test_step_on_the_grid(step, dtype):
    for threshold in (0.0, 0.5, 1.0, 50.0, 1e4):
        compare_step(step, dtype, cases.LOGITS, threshold)


@each_step
def test_step_at_random_points(step):
    @RANDOM
    @given(entry=scores, threshold=st.floats(0, 20, width=32))
    @example(entry=2.0, threshold=2.0)
    def at_random(entry, threshold):
        for dtype in RELATIVE:
            compare_step(step, dtype, [entry], threshold)

    at_random()
