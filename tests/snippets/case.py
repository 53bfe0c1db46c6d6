"""What a loss or a regularizer is, for the tests: a case beside its own test.

tests/snippets/losses/focal_loss_case.py has `case = LossCase(...)`; a file may
have several, `cases` by name: kinds of targets, or functions. The formula is
there, once, as an oracle in mpmath. tests/snippets/properties.py puts each
property to the cases that it holds for.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from hypothesis import strategies as st
from torch import Tensor

from tests.snippets.exact import as_terms, by_differences, mp

CLASSES = 4
WEIGHTS = torch.tensor([0.25, 1.0, 0.0, 3.0])
# In float32 p rounds to 1 from 16.7 and exp(-z) to 0 from 104, in float64 from
# 750. At 26 softplus must still tell log(1 + exp(z)) from z, in float64.
MAGNITUDES = (1e-3, 1.0, 10.0, 16.7, 26.0, 50.0, 100.0, 104.0, 750.0, 1e4)
LOGITS = (0.0, *MAGNITUDES, *(-z for z in MAGNITUDES))
# Hard targets, soft ones, one below any floor inside a logarithm, one close to
# 1.
SOFT = (0.0, 1.0, 0.25, 0.5, 1e-3, 1e-5, 0.9, 1 - 2**-10)
NOT_AT_LEAST_0 = (-1.0, math.nan)
NOT_FINITE_AT_LEAST_0 = (*NOT_AT_LEAST_0, math.inf)
# Of the options that all losses with class indices have.
CLASS_OPTIONS = {"weight": (None, WEIGHTS), "ignore_index": (-100, 1)}
BAD_CLASS_OPTIONS = {
    "weight": (0.25, torch.ones(CLASSES + 1), torch.ones(1, CLASSES)),
    "ignore_index": (1.5, None),
}
NOT_A_MODULE = (None, [], [torch.ones(2)], "model", torch.ones(2))
NO_NAMES = (None, "0", ["absent"])

ELEMENT, SAMPLE, BATCH, SEQUENCE = "element", "sample", "batch", "sequence"
KINDS = (ELEMENT, SAMPLE, BATCH, SEQUENCE)
VALUES, PROBABILITIES, INDICES = "values", "probabilities", "class indices"
# Whole numbers that say which samples belong together, and nothing else.
IDENTITIES = "identities"

Tensors = tuple[Tensor, ...]
SCORES = st.floats(-1e4, 1e4, width=32) | st.floats(-20, 20, width=32)


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """How the tensors of a loss are made, and what the last of them holds."""

    batch: Callable[[torch.dtype, int], Tensors]  # ordinary ones, of a size
    extremes: Callable[[torch.dtype], Tensors]
    names: tuple[str, ...] = ("logits", "target")
    labels: str = VALUES  # or PROBABILITIES, INDICES or IDENTITIES
    class_dim: int | None = None  # of scores, where a label is one of classes
    # The dimension of the samples, where it is not the first; None for a tensor
    # that all of them share.
    batch_dims: Mapping[str, int | None] = field(default_factory=dict)
    # Random tensors, as a strategy of hypothesis: by default those of a batch,
    # with other numbers in them.
    random: st.SearchStrategy[Tensors] | None = None

    def at_random(self, size: int) -> st.SearchStrategy[Tensors]:
        return (
            _other_numbers(self, size) if self.random is None else self.random
        )


@st.composite
def _other_numbers(draw, inputs: Inputs, size: int) -> Tensors:
    *scores, labels = inputs.batch(torch.float64, size)
    entries = {
        VALUES: SCORES,
        PROBABILITIES: st.floats(0, 1, width=32),
        INDICES: st.integers(0, CLASSES - 1),
        IDENTITIES: st.integers(0, CLASSES - 1),
    }
    if inputs.labels == INDICES:
        most = scores[0].shape[inputs.class_dim] - 1
        entries[INDICES] = st.integers(0, most)

    def filled(tensor: Tensor, entry) -> Tensor:
        count = tensor.numel()
        numbers = draw(st.lists(entry, min_size=count, max_size=count))
        return torch.tensor(numbers, dtype=tensor.dtype).view_as(tensor)

    new = [
        filled(each, SCORES) if each.is_floating_point() else each
        for each in scores
    ]
    return (*new, filled(labels, entries[inputs.labels]))


def pairs(first, second) -> Callable[[torch.dtype], Tensors]:
    """Every pair of a first and a second number, in columns."""

    def extremes(dtype: torch.dtype) -> Tensors:
        # Rounded to float32, so that all wider dtypes share their points.
        table = torch.tensor(list(itertools.product(first, second)))
        return table.to(dtype).T.contiguous().unbind()

    return extremes


def scores_and(labels) -> Callable[[torch.dtype, int], Tensors]:
    """Normal scores, and a label of each."""

    def batch(dtype: torch.dtype, size: int) -> Tensors:
        random = torch.Generator().manual_seed(size)
        scores = 3 * torch.randn(size, generator=random)
        return scores.to(dtype), labels(size, random).to(dtype)

    return batch


def _probabilities(size: int, random: torch.Generator) -> Tensor:
    target = torch.rand(size, generator=random)
    target[:2] = torch.tensor([0.0, 1.0])[:size]
    return target


def _scores_of_classes(dtype: torch.dtype, size: int) -> Tensors:
    random = torch.Generator().manual_seed(size)
    logits = 3 * torch.randn(size, CLASSES, generator=random)
    return logits.to(dtype), torch.arange(size) * 3 % CLASSES


def _extremes_of_classes(dtype: torch.dtype) -> Tensors:
    rows = [
        [first, second, third, third]
        for first, second, third in itertools.product(
            LOGITS, LOGITS, (0.0, 1e4)
        )
    ]
    return torch.tensor(rows).to(dtype), torch.arange(len(rows)) % CLASSES


REGRESSION = Inputs(
    names=("input", "target"),
    batch=scores_and(lambda n, random: 3 * torch.randn(n, generator=random)),
    extremes=pairs(LOGITS, LOGITS),
)
BINARY = Inputs(
    labels=PROBABILITIES,
    batch=scores_and(_probabilities),
    extremes=pairs(LOGITS, SOFT),
)
MULTICLASS = Inputs(
    labels=INDICES,
    class_dim=1,
    batch=_scores_of_classes,
    extremes=_extremes_of_classes,
)


@dataclass(frozen=True, kw_only=True)
class Invariance:
    """A change of the arguments, and what becomes of the values by it."""

    name: str
    change: Callable[[Tensors, dict], tuple[Tensors, dict]]
    values: Callable[[Tensor], Tensor] = lambda values: values

    def __str__(self) -> str:
        return self.name


def counted_alike(tensors: Tensors, values: Tensor, options: dict) -> Tensor:
    """In the mean each value weighs 1."""
    return torch.ones_like(values)


@dataclass(frozen=True, kw_only=True)
class LossCase:
    """A loss: its inputs, its formula, its options, and what it claims.

    The oracle is called once for each value, with what the value depends on: an
    element's scores (a tuple for classes) and label, or the tensors of a sample
    or of the batch as nested tuples. Where several values depend on the same,
    it gets the value's `index` too. It returns the value, or its terms.

    `gradient`, of the same arguments, is the derivative by each entry of the
    first tensor: a list of values or of their terms. Without it the oracle is
    differentiated by differences, in 520 digits.
    """

    inputs: Inputs
    oracle: Callable
    gradient: Callable | None = None
    # What one value of reduction="none" belongs to, and what it depends on.
    value_of: str = ELEMENT
    depends_on: str = ELEMENT
    # Values that an option may have, the first one plain, and must not have.
    good: Mapping[str, tuple] = field(default_factory=dict)
    bad: Mapping[str, tuple] = field(default_factory=dict)
    # The ends between which an option is drawn at random.
    between: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    # Besides the order of the samples.
    invariances: tuple[Invariance, ...] = ()
    # Which tensors have a gradient; None for all of floating point.
    differentiable: tuple[str, ...] | None = None
    # What each value weighs in the mean, and how to mark entries of the target
    # (a mask) as ignored, if there is a way.
    weights: Callable[[Tensors, Tensor, dict], Tensor] = counted_alike
    ignore: Callable[[Tensors, Tensor, dict], Tensors] | None = None
    # Wrong tensors that must be refused, each by the name of one of them; None
    # for the last tensor in other shapes.
    misshapen: Callable[[Tensors], list[tuple[str, Tensors]]] | None = None
    # The words of the docstring that say where terms cancel, so that an error
    # is relative to the terms.
    cancels: str = ""
    # Whether one sample may come without a batch. None: a single number may.
    unbatched: bool | None = None
    _known: dict = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("value_of", "depends_on"):
            if getattr(self, name) not in KINDS:
                raise ValueError(
                    f"{name} must be one of {', '.join(KINDS)}, "
                    f"got {getattr(self, name)!r}"
                )
        if self.unbatched is None:
            single = self.value_of == ELEMENT and self.inputs.class_dim is None
            object.__setattr__(self, "unbatched", single)

    def exactly(
        self, unit: tuple, places: Sequence[int], count: int, options: dict
    ) -> "Exact":
        """What the oracle gives for `count` values of one thing.

        Args:
            unit: what the values depend on, a part of each tensor.
            places: which parts are differentiable.
            count: how many values depend on it.
            options: the loss's, but the reduction.
        """
        key = (unit, count, *map(_hashable, options.values()))
        if key not in self._known:
            self._known[key] = self._evaluated(unit, places, count, options)
        return self._known[key]

    def indices(self, count: int) -> list[dict[str, int]]:
        """What tells the values of one thing apart, for the oracle."""
        if self.value_of == self.depends_on:
            return [{}]
        return [{"index": at} for at in range(count)]

    def _evaluated(self, unit, places, count, options) -> "Exact":
        indices = self.indices(count)

        def values(*unit):
            return [
                as_terms(self.oracle(*unit, **index, **options))
                for index in indices
            ]

        found = [self._measured(terms) for terms in values(*unit)]
        if self.gradient:
            parts = [
                self.gradient(*unit, **index, **options) for index in indices
            ]
            # The values' own terms of the derivative by one entry, together.
            entries = [
                [term for each in entry for term in as_terms(each)]
                for entry in zip(*parts, strict=True)
            ]
            return Exact(found, [[self._measured(each) for each in entries]])

        numbers = [number for at in places for number in flat(unit[at])]

        def total(numbers):
            new, rest = list(unit), iter(numbers)
            for at in places:
                new[at] = filled(unit[at], rest)
            return mp.fsum(map(mp.fsum, values(*new)))

        slopes = [float(slope) for slope in by_differences(total, numbers)]
        largest = max(map(abs, slopes), default=0.0)
        rest = iter(
            (slope, largest if self.cancels else abs(slope)) for slope in slopes
        )
        return Exact(
            found, [[next(rest) for _ in flat(unit[at])] for at in places]
        )

    def _measured(self, terms: Sequence) -> tuple[float, float]:
        """Their sum, and what an error is relative to."""
        if len(terms) == 1:
            return float(terms[0]), abs(float(terms[0]))
        total = mp.fsum(terms)
        size = mp.fsum(terms, absolute=True) if self.cancels else abs(total)
        return float(total), float(size)


class Exact(NamedTuple):
    """Numbers, each with the size that an error of it is relative to."""

    values: list[tuple[float, float]]
    # By the entries of the first tensor, or of each differentiable one.
    slopes: list[list[tuple[float, float]]]


def nested(value) -> tuple | float | int:
    """Lists in lists as tuples in tuples."""
    return tuple(map(nested, value)) if isinstance(value, list) else value


def flat(value) -> list:
    """The numbers of tuples in tuples, in order."""
    if not isinstance(value, tuple):
        return [value]
    return [number for each in value for number in flat(each)]


def filled(value, numbers: Iterator):
    if not isinstance(value, tuple):
        return next(numbers)
    return tuple(filled(each, numbers) for each in value)


def _hashable(option):
    return nested(option.tolist()) if isinstance(option, Tensor) else option


@dataclass(frozen=True, kw_only=True)
class RegularizerCase:
    """A function or class of a file under snippets/regularizers.

    The oracle returns value and derivative of one weight: of a "penalty" of a
    model, or of a "step" of tensors. An optimizer's "groups" of a model, those
    that decay first, and other tools have none.
    """

    kind: str  # "penalty", "step", "groups" or "tool"
    first: object = None  # a good first argument; None: what its kind takes
    good: Mapping[str, tuple] = field(default_factory=dict)
    bad: Mapping[str, tuple] = field(default_factory=dict)
    oracle: Callable | None = None

    def __post_init__(self) -> None:
        if self.kind not in ("penalty", "step", "groups", "tool"):
            raise ValueError(
                f"kind must be penalty, step, groups or tool, got {self.kind!r}"
            )
        if (self.kind in ("penalty", "step")) == (self.oracle is None):
            raise ValueError(
                "a penalty and a step must have an oracle, groups and tools "
                "have none"
            )


def class_weights(tensors: Tensors, values: Tensor, options: dict) -> Tensor:
    """What a sample weighs in the mean: its own class's, as in PyTorch."""
    target, weight = tensors[-1], options["weight"]
    kept = target != options["ignore_index"]
    weights = torch.ones_like(values)
    if weight is not None:
        weights = weight.to(values.dtype)[target.where(kept, 0)]
    return weights.where(kept, 0)


def ignore_index(tensors: Tensors, where: Tensor, options: dict) -> Tensors:
    """Mark labels as PyTorch does: with the value of `ignore_index`."""
    *scores, target = tensors
    return *scores, target.masked_fill(where, options["ignore_index"])
