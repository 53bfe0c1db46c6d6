"""What torch.autocast makes of the losses: the dtype that comes out.

A layer under autocast hands scores of half precision to the loss, which is
called in the same context, with labels in float32.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from tests.gpu import built_in
from tests.gpu.values import brief_error, brief_name
from tests.snippets.checks import HALF
from tests.snippets.precision import on, tensors_of
from tests.snippets.under_test import Loss, shown


def measured(losses: list[Loss], device: str) -> dict:
    """A row for each loss of the book, then one for each of torch.nn's."""
    first = {loss.path: loss for loss in reversed(losses)}.values()
    ours = [
        {
            "name": shown(loss.path),
            **by_dtype(lambda dtype, loss=loss: own(loss, dtype, device)),
        }
        for loss in reversed(first)
    ]
    theirs = [
        {
            "name": name,
            **by_dtype(lambda dtype, name=name: torchs(name, dtype, device)),
        }
        for name in built_in.calls(torch.float32, device)
    ]
    return {"ours": ours, "torch": theirs}


def own(loss: Loss, dtype: torch.dtype, device: str) -> str:
    """At the extremes of its case, which are as large as 10⁴."""
    tensors = [each.to(device) for each in tensors_of(loss.extremes, dtype)]
    options = {name: on(each, device) for name, each in loss.few[0].items()}
    return outcome(
        lambda: loss(*tensors, **options, reduction="none"), dtype, device
    )


def torchs(name: str, dtype: torch.dtype, device: str) -> str:
    def call() -> Tensor:
        z = built_in.scores(dtype, device)
        return built_in.calls(dtype, device)[name](z)

    return outcome(call, dtype, device)


def by_dtype(what: Callable[[torch.dtype], str]) -> dict[str, str]:
    return {brief_name(dtype): what(dtype) for dtype in HALF}


def outcome(call: Callable[[], Tensor], dtype: torch.dtype, device: str) -> str:
    """The dtype that comes out, and whether it is finite; or the refusal."""
    try:
        with torch.autocast(torch.device(device).type, dtype=dtype):
            came = call()
        finite = came.isfinite().all().item()
    except Exception as error:
        return brief_error(error)
    return brief_name(came.dtype) + ("" if finite else ", not finite")
