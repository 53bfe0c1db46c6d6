"""Time and peak memory on a device, beside the same losses elsewhere.

Forward and backward, run eagerly and compiled; the peak is what a call needs
at most beyond its inputs. A call that does not compile, or that there is no
time left for, is on record as such.
"""

import statistics
import time
from collections.abc import Callable

import torch

from tests.bench import speed
from tests.bench.contenders import OTHERS, contenders, source
from tests.gpu.values import brief_error
from tests.snippets.under_test import shown

SIZE = 10**7
RUNS, REPEATS = 20, 5
EAGER, COMPILED = "eager", "compiled"


def measured(
    names: list[str],
    device: str,
    size: int = SIZE,
    seconds: float = 150,
    backend: str = "inductor",
) -> dict:
    """A row for each implementation and mode.

    Args:
        names: of functions, keys of OTHERS.
        device: where the tensors are.
        size: the number of elements.
        seconds: after so many nothing more is compiled.
        backend: of torch.compile.
    """
    end = time.monotonic() + seconds
    losses = {}
    for name in names:
        tensors = [
            each.detach().to(device).requires_grad_(each.requires_grad)
            for each in speed.inputs(name, size)
        ]
        rows = []
        for each in contenders(name):
            call = each.make(**speed.OPTIONS[name])
            who = {
                "maker": each.maker,
                "name": each.name,
                "version": each.version,
            }
            rows.append(who | row(EAGER, call, tensors, device))
            if name in speed.COMPILED:
                late = time.monotonic() > end
                with_backend = {"backend": backend, "late": late}
                rows.append(
                    who | row(COMPILED, call, tensors, device, **with_backend)
                )
        torch.compiler.reset()
        losses[name] = {"path": shown(source(name)), "rows": rows}
        print(f"  {name}", flush=True)
    return {"size": size, "losses": losses}


def row(
    mode: str,
    call: Callable,
    tensors: list[torch.Tensor],
    device: str,
    backend: str = "",
    late: bool = False,
) -> dict:
    """Milliseconds and bytes an element of one call; or why there are none."""
    found = {"mode": mode, "milliseconds": None, "bytes": None, "failed": ""}
    if late:
        return found | {"failed": "no time was left"}
    try:
        if backend:
            call = torch.compile(call, dynamic=False, backend=backend)
        speed.both(call, tensors)  # compiles
        found["bytes"] = peak(call, tensors, device)
        found["milliseconds"] = milliseconds(call, tensors, device)
    except Exception as error:  # of a compiler, or of no memory
        found["failed"] = brief_error(error)
    return found


def milliseconds(call: Callable, tensors, device: str) -> float:
    """The median of RUNS, of REPEATS calls one after another."""
    times = []
    for _ in range(RUNS):
        synchronize(device)
        start = time.perf_counter()
        for _ in range(REPEATS):
            speed.both(call, tensors)
        synchronize(device)
        times.append((time.perf_counter() - start) / REPEATS)
    return float(f"{1000 * statistics.median(times):.3g}")


def peak(call: Callable, tensors, device: str) -> float | None:
    """Bytes an element at most, beyond the inputs; None on the CPU."""
    if torch.device(device).type != "cuda":
        return None
    synchronize(device)
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    speed.both(call, tensors)
    synchronize(device)
    most = torch.cuda.max_memory_allocated() - before
    return round(most / tensors[0].numel(), 1)


def synchronize(device: str) -> None:
    if torch.device(device).type == "cuda":
        torch.cuda.synchronize()


NAMES = list(OTHERS)
