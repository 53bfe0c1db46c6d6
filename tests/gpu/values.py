"""Values and gradients on a device, beside the same loss in float64 on the CPU.

Of each loss the extremes of its case, one by one; of an ordinary batch the mean
and the sum; and the mean and the sum of nothing. The bounds are the suite's;
where a case says that terms cancel, an error is relative to the largest value,
as in test_oracles.py to the terms.
"""

from collections.abc import Iterator
from dataclasses import replace

import torch

from tests.snippets.checks import HALF
from tests.snippets.precision import (
    LIMIT,
    Comparison,
    comparisons,
    tensors_of,
)
from tests.snippets.under_test import Loss, shown

DTYPES = (torch.float32, *HALF)
REDUCED = ("mean", "sum")


def measured(losses: list[Loss], device: str) -> dict:
    """The bounds, and a row for each dtype of each file."""
    files = list(dict.fromkeys(loss.path for loss in losses))
    rows = [
        row(
            dtype,
            [loss for loss in losses if loss.path == path],
            device,
        )
        for path in files
        for dtype in DTYPES
    ]
    return {
        "limits": {brief_name(dtype): LIMIT[dtype] for dtype in DTYPES},
        "rows": rows,
    }


def row(dtype: torch.dtype, cases: list[Loss], device: str) -> dict:
    """How many numbers of one file, how many of them wrong, the first one."""
    found = {
        "path": shown(cases[0].path),
        "dtype": brief_name(dtype),
        "numbers": 0,
        "wrong": 0,
        "value": 0.0,
        "gradient": 0.0,
        "first": "",
    }
    for loss in cases:
        try:
            for where, each in all_of(loss, dtype, device):
                add(found, where, each)
        except Exception as error:  # of the loss, or of a kernel
            found["wrong"] += 1
            found["first"] = found["first"] or brief_error(error)
    found["value"] = float(f"{found['value']:.1e}")
    found["gradient"] = float(f"{found['gradient']:.1e}")
    return found


def add(found: dict, where: str, each: Comparison) -> None:
    wrong = each.wrong.sum().item()
    found["numbers"] += each.fits.sum().item()
    found["wrong"] += wrong
    if each.errors.numel():
        # From 1 on, nothing of the number is right.
        error = min(each.errors.max().item(), 1.0)
        found[each.what] = max(found[each.what], error)
    if wrong and not found["first"]:
        at = each.errors.argmax().item()
        came, wanted = each.came.flatten()[at], each.wanted.flatten()[at]
        found["first"] = one_line(
            f"{each.what} {at}: expected {wanted.item():.7g}, got "
            f"{came.item():.7g}; {where}"
        )


def all_of(
    loss: Loss, dtype: torch.dtype, device: str
) -> Iterator[tuple[str, Comparison]]:
    """All comparisons of a loss in a dtype, each with what it is of."""
    cancels = bool(loss.case.cancels)
    for kind, tensors, reductions in (
        ("extremes", tensors_of(loss.extremes, dtype), ("none",)),
        ("batch", tensors_of(loss.batch, dtype), REDUCED),
        ("empty batch", tensors_of(loss.batch, dtype, size=0), REDUCED),
    ):
        for choice in loss.one_moved:
            for reduction in reductions:
                where = f"{loss.id}, {kind}, {reduction}, {choice}"
                options = {**choice, "reduction": reduction}
                for each in comparisons(loss, tensors, device, **options):
                    yield where, replace(each, cancels=cancels)


def brief_name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def brief_error(error: BaseException) -> str:
    """Its type, and the first line of what it says."""
    first, *_ = str(error).strip().splitlines() or [""]
    return one_line(f"{type(error).__name__}: {first}")


def one_line(text: str) -> str:
    """With single spaces, as a result file keeps it."""
    return " ".join(text.split())[:200]
