"""How far each implementation is from 50 digits, point by point of a grid.

An error is relative to the exact number. It may be LIMIT of the dtype, or, in
all, less than the dtype's smallest normal number; where the exact number is
beyond the largest, nothing is asked. Labels are hard: in every library they
mean the same, and no terms of unlike sign meet, which would excuse an error.
"""

import itertools
import math
from dataclasses import dataclass

import torch
from torch import Tensor

from tests.bench.contenders import (
    LOSSES,
    OTHERS,
    WRITTEN,
    Contender,
    contenders,
)
from tests.snippets import grid
from tests.snippets.case import INDICES, VALUES
from tests.snippets.checks import gradient
from tests.snippets.exact import as_terms, mp
from tests.snippets.precision import LIMIT
from tests.snippets.under_test import LOSSES as SNIPPETS
from tests.snippets.under_test import REGULARIZERS, Loss

DTYPES = (torch.float64, torch.float32, torch.bfloat16, torch.float16)
MAGNITUDES = (1.0, 10.0, 50.0, 100.0, 1e4)
SIZES = (1e-3, 1.0, 10.0, 26.0, 50.0, 100.0, 1e4)
LOGITS = (0.0, *SIZES, *(-size for size in SIZES))
MANY = 10**7  # weights, as of a small model


@dataclass
class Row:
    """The points of one dtype and magnitude: how many, and what was wrong."""

    points: int = 0
    wrong: int = 0
    nan: int = 0
    infinite: int = 0
    value: float = 0.0  # the largest error of the values that are finite
    gradient: float = 0.0

    def add(self, kind: str, came: float, exact, dtype: torch.dtype) -> None:
        info = torch.finfo(dtype)
        if abs(exact) > info.max:
            return
        self.points += 1
        if math.isfinite(came):
            error = float(abs(mp.mpf(came) - exact))
            if error > info.tiny:
                # From 1 on, nothing of the number is right.
                error = min(error / max(float(abs(exact)), info.tiny), 1.0)
                self.wrong += error > LIMIT[dtype]
                setattr(self, kind, max(getattr(self, kind), error))
            return
        self.wrong += 1
        self.nan += math.isnan(came)
        self.infinite += math.isinf(came)


def measure(name: str, contender: Contender) -> dict:
    """All that is on record of one implementation of a loss."""
    rows = {(dtype, size): Row() for dtype in DTYPES for size in MAGNITUDES}
    for dtype in DTYPES:
        for choice in choices(name):
            if contender.covers(**choice):
                for size, kind, came, exact in points(
                    name, contender, dtype, choice
                ):
                    rows[dtype, size].add(kind, came, exact, dtype)
    return {
        "maker": contender.maker,
        "name": contender.name,
        "version": contender.version,
        "rows": [
            {"dtype": brief_name(dtype), "size": size}
            | vars(row)
            | {"value": brief(row.value), "gradient": brief(row.gradient)}
            for (dtype, size), row in rows.items()
            if row.points
        ],
        "nothing": nothing(name, contender),
        "many": many(name, contender),
    }


def brief_name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def brief(error: float) -> float:
    return float(f"{error:.1e}")


def choices(name: str) -> list[dict]:
    if name in LOSSES:
        loss = loss_of(name)
        axes = loss.values("good")
        # The focal losses' options multiply; the others' are added up.
        every = (grid.product if "gamma" in axes else grid.one_moved)(axes)
        return [
            choice
            for choice in every
            if choice.get("ignore_index", -100) == -100
            and not isinstance(choice.get("alpha"), Tensor)
        ]
    if name == "soft_threshold":
        return [{"threshold": each} for each in (0.0, 0.5, 1.0, 50.0)]
    names = ("l1", "l2") if name == "elastic_net_penalty" else ("strength",)
    values = itertools.product((1e-3, 0.5, 8.0), repeat=len(names))
    return [dict(zip(names, each, strict=True)) for each in values]


def loss_of(name: str) -> Loss:
    return next(loss for loss in SNIPPETS if loss.name == name)


def points(name, contender: Contender, dtype, choice):
    """Magnitude of the input, "value" or "gradient", what came, the exact."""
    if name not in LOSSES:
        yield from entries(name, contender, dtype, choice)
        return
    loss = loss_of(name)
    first, target = batch(loss, dtype)
    first.requires_grad_()
    each = contender.make(**choice, reduction="none")(first, target)
    slopes = gradient(each, first)
    rows = zip(
        *(column.tolist() for column in (first, target, each, slopes)),
        strict=True,
    )
    for scores, label, value, slope in rows:
        largest = max(abs(score) for score in scores)
        size = next(size for size in MAGNITUDES if largest <= 1.001 * size)
        if loss.case.inputs.labels == INDICES:
            scores = tuple(scores)
        else:
            (scores,), (value,), (label,) = scores, value, label
        exact, exact_slopes = exactly(
            name, scores, label, tuple(choice.items())
        )
        yield size, "value", value, exact
        for came, wanted in zip(slope, exact_slopes, strict=True):
            yield size, "gradient", came, wanted


def exactly(name, scores, label, choice):
    key = (name, scores, label, choice)
    if key not in KNOWN:
        case = loss_of(name).case
        value = case.oracle(scores, label, **dict(choice))
        slopes = case.gradient(scores, label, **dict(choice))
        KNOWN[key] = (
            mp.fsum(as_terms(value)),
            [mp.fsum(as_terms(terms)) for terms in slopes],
        )
    return KNOWN[key]


KNOWN = {}


def batch(loss: Loss, dtype) -> tuple[Tensor, Tensor]:
    if loss.case.inputs.labels == INDICES:
        rows = [
            [first, second, 0.0, 0.0] for first in LOGITS for second in LOGITS
        ]
        return torch.tensor(rows, dtype=dtype), torch.arange(len(rows)) % 3
    targets = (0.0,) if loss.case.inputs.labels == VALUES else (0.0, 1.0)
    pairs = list(itertools.product(LOGITS, targets))
    first, target = torch.tensor(pairs, dtype=dtype).T
    return first[:, None].clone(), target[:, None].clone()


def entries(name, contender: Contender, dtype, choice):
    """Each weight alone, so that none hides another's error."""
    case = next(each.case for each in REGULARIZERS if each.name == name)
    for entry in LOGITS:
        weight = torch.tensor([[entry]], dtype=dtype, requires_grad=True)
        value = contender.make(**choice)(weight)
        slope = gradient(value, weight)
        exact = case.oracle(mp.mpf(weight.item()), **choice)
        size = next(size for size in MAGNITUDES if abs(entry) <= size)
        yield size, "value", value.item(), exact[0]
        yield size, "gradient", slope.item(), exact[1]


def nothing(name: str, contender: Contender) -> str:
    """The mean of a batch in which no sample counts, and its gradient."""
    if name not in LOSSES:
        return ""
    loss = loss_of(name)
    choice = choices(name)[0]
    first, target = batch(loss, torch.float32)
    if "ignore_index" in choice and contender.maker != WRITTEN:
        target = torch.full_like(target, choice["ignore_index"])
    else:
        first, target = first[:0], target[:0]
    first.requires_grad_()
    mean = contender.make(**choice, reduction="mean")(first, target)
    slope = gradient(mean, first).abs().sum()
    return f"{mean.item():g}" + ("" if slope == 0 else f", gradient {slope:g}")


def many(name: str, contender: Contender) -> float | None:
    """The relative error of a penalty of MANY weights, added in float32."""
    if not name.endswith("_penalty"):
        return None
    draw = torch.Generator().manual_seed(0)
    weight = torch.randn(1, MANY, generator=draw).requires_grad_()
    call = contender.make(**choices(name)[0])
    exact = call(weight.double()).item()
    return brief(abs(call(weight).item() / exact - 1))


def compared() -> dict:
    """What is allowed, and every implementation of every loss."""
    return {
        "limits": {brief_name(dtype): LIMIT[dtype] for dtype in DTYPES},
        "many": MANY,
        "losses": {
            name: [measure(name, each) for each in contenders(name)]
            for name in OTHERS
        },
    }
