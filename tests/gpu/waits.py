"""Which calls make the processor wait for the device, and on which line.

Forward and backward run while torch.cuda.set_sync_debug_mode("error") turns
such a wait into an error, with the options as numbers and, where a loss takes
them, as tensors on the device. PyTorch's own losses are put to the same.
"""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from lossbook.paths import ROOT
from tests.gpu import built_in
from tests.gpu.values import brief_error, one_line
from tests.snippets.precision import on, tensors_of
from tests.snippets.under_test import Loss, Regularizer, shown

NOTHING = ""
# On the CPU, where nothing waits: what would on a GPU.
WAITING = ("_local_scalar_dense", "nonzero", "masked_select", "equal")


class WaitError(RuntimeError):
    """What the CPU's stand-in raises, for tests."""


class _Refuse(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        if function.overloadpacket.__name__ in WAITING:
            raise WaitError(f"{function} would wait for a GPU")
        return function(*args, **(kwargs or {}))


@contextmanager
def refused(device: str) -> Iterator[None]:
    """Raise where the processor would wait for the device."""
    if torch.device(device).type != "cuda":
        with _Refuse():
            yield
        return
    torch.cuda.synchronize()
    torch.cuda.set_sync_debug_mode("error")
    try:
        yield
    finally:
        torch.cuda.set_sync_debug_mode("default")


def measured(
    losses: list[Loss], regularizers: list[Regularizer], device: str
) -> dict:
    """Each snippet and each of torch.nn's losses: what waits, or nothing."""
    ours: dict[str, dict] = {}
    for each in (*losses, *regularizers):
        entry = ours.setdefault(
            shown(each.path), {"calls": 0, "tensors": False, "waits": NOTHING}
        )
        if isinstance(each, Loss):
            of_loss(each, device, entry)
        else:
            of_regularizer(each, device, entry)
    calls = built_in.calls(torch.float32, device)
    return {
        "ours": [{"path": path, **entry} for path, entry in ours.items()],
        "torch": [
            {"name": name, "waits": torchs(call, device)}
            for name, call in calls.items()
        ],
    }


def of_loss(loss: Loss, device: str, entry: dict) -> None:
    batch = [each.to(device) for each in tensors_of(loss.batch, torch.float32)]
    for choice in loss.one_moved:
        numbers = {name: on(each, device) for name, each in choice.items()}
        for options in both_ways(numbers, device):
            for reduction in ("none", "mean", "sum"):
                first, *others = batch
                first = first.detach().requires_grad_()

                def value(
                    first=first,
                    others=others,
                    options=options,
                    reduction=reduction,
                ):
                    return loss(first, *others, **options, reduction=reduction)

                note(entry, value, device, tensors=options is not numbers)


def of_regularizer(regularizer: Regularizer, device: str, entry: dict) -> None:
    kind = regularizer.case.kind
    for choice in regularizer.choices:
        for options in both_ways(choice, device):
            call = call_of(regularizer, options, device)
            if call is None:
                entry["waits"] = entry["waits"] or f"not tried, a {kind}"
                return
            note(entry, call, device, tensors=options is not choice)


def call_of(
    regularizer: Regularizer, options: dict, device: str
) -> Callable[[], Tensor | None] | None:
    """What is tried of it; None for a tool, which is called in its own way."""
    function, kind = regularizer.function, regularizer.case.kind
    if kind in ("penalty", "groups"):
        model = nn.Sequential(
            nn.Linear(4, 3), nn.BatchNorm1d(3), nn.PReLU(), nn.Linear(3, 1)
        ).to(device)
        return lambda: function(model, **options)
    if kind == "step":
        tensor = torch.ones(3, device=device).requires_grad_()
        first = [tensor] if regularizer.in_place else tensor
        return lambda: function(first, **options)
    if regularizer.name == "EarlyStopping":
        stopper = function(regularizer.case.first)
        return lambda: stopper.step(torch.ones((), device=device))
    return None


def both_ways(options: dict, device: str) -> list[dict]:
    """With the numbers that are no counts, and with a tensor for each."""
    changed = [
        options | {name: torch.tensor(each, device=device)}
        for name, each in options.items()
        if isinstance(each, float)
    ]
    return [options, *changed]


def note(
    entry: dict, call: Callable[[], object], device: str, tensors: bool
) -> None:
    """Try a call, and add what came of it; tensors may be refused."""
    try:
        call()  # to refuse a tensor is to read it, for the message
    except (TypeError, ValueError):
        if not tensors:
            raise
        return
    entry["calls"] += 1
    entry["tensors"] |= tensors
    entry["waits"] = entry["waits"] or tried(call, device)


def tried(call: Callable[[], object], device: str) -> str:
    """The line that waits, in a call and its backward pass; or nothing."""
    try:
        with refused(device):
            value = call()
            if isinstance(value, Tensor) and value.requires_grad:
                value.sum().backward()
    except RuntimeError as error:
        return place(error)
    return NOTHING


def torchs(call: Callable[[Tensor], Tensor], device: str) -> str:
    z = built_in.scores(torch.float32, device)
    return tried(lambda: call(z), device)


def place(error: RuntimeError) -> str:
    """The last line of the book, or else of PyTorch, that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    for folder in (ROOT / "snippets", Path(torch.__file__).parent / "nn"):
        for frame in reversed(frames):
            path = Path(frame.filename)
            if path.is_relative_to(folder):
                where = path.relative_to(folder.parent).as_posix()
                return one_line(f"{where}:{frame.lineno}: {frame.line}")
    return brief_error(error)
