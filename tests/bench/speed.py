"""What each implementation costs: time, and memory kept for the backward pass.

Time is the processor's, on one core, so that other programs do not count.
Times are compared within a round: one after another, in a new order each time,
so that what slows the machine slows all of them. A ratio is the median, over
the rounds, of the time over that of PyTorch's nearest built-in, run eagerly.
"""

import os
import platform
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.benchmark import Timer

from lossbook.dependencies import code
from lossbook.paths import ROOT
from tests.bench.contenders import LOSSES, OTHERS, contenders, source, version

SIZES = (10**3, 10**5, 10**7)
CLASSES = 10
SECONDS = 4.0  # for the rounds of one loss, size and pass
ROUNDS = (5, 40)  # at least, at most
SLICE = 0.005  # of one measurement; a quicker call is repeated
OPTIONS = {
    "focal_loss": {"gamma": 2.0, "alpha": 0.25, "reduction": "mean"},
    "multiclass_focal_loss": {
        "gamma": 2.0,
        "weight": None,
        "reduction": "mean",
    },
    "symmetric_cross_entropy": {
        "alpha": 1.0,
        "beta": 1.0,
        "floor": 1e-4,
        "reduction": "mean",
    },
    "log_cosh_loss": {"reduction": "mean"},
    "l1_penalty": {"strength": 1e-4},
    "l2_penalty": {"strength": 1e-4},
    "elastic_net_penalty": {"l1": 1e-4, "l2": 1e-4},
    "soft_threshold": {"threshold": 0.5},
}
OPTIONS["binary_symmetric_cross_entropy"] = OPTIONS["symmetric_cross_entropy"]
COMPILED = LOSSES  # what stands beside a model is seldom compiled with it


def inputs(name: str, size: int) -> tuple[Tensor, ...]:
    """Scores and hard targets of so many elements, the same each time."""
    draw = torch.Generator().manual_seed(size)
    if name in ("multiclass_focal_loss", "symmetric_cross_entropy"):
        rows = size // CLASSES
        scores = torch.randn(rows, CLASSES, generator=draw)
        target = torch.randint(CLASSES, (rows,), generator=draw)
        return scores.requires_grad_(), target
    scores = torch.randn(size, 1, generator=draw).requires_grad_()
    if name not in LOSSES:
        return (scores,)
    if name == "log_cosh_loss":
        return scores, torch.randn(size, 1, generator=draw)
    return scores, torch.randint(2, (size, 1), generator=draw).float()


def forward(call: Callable, tensors: tuple[Tensor, ...]) -> Tensor:
    return call(*tensors)


def both(call: Callable, tensors: tuple[Tensor, ...]) -> None:
    value = call(*tensors)
    torch.autograd.grad(value, tensors[0], torch.ones_like(value))


def kept(call: Callable, tensors: tuple[Tensor, ...]) -> float:
    """Bytes an element that wait for the backward pass, beyond the inputs."""
    storages = {}

    def pack(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        storages[storage.data_ptr()] = storage.nbytes(), tensor
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        value = call(*tensors)
    for tensor in tensors:
        storages.pop(tensor.untyped_storage().data_ptr(), None)
    del value
    return sum(size for size, _ in storages.values()) / tensors[0].numel()


def calls(name: str) -> dict[tuple[int, str], Callable]:
    """By contender and mode; PyTorch's built-in, run eagerly, stands last."""
    found = {}
    for index, each in enumerate(contenders(name)):
        call = each.make(**OPTIONS[name])
        if name in COMPILED and shutil.which("g++"):
            found[index, "compiled"] = torch.compile(call, dynamic=True)
        found[index, "eager"] = call
    return found


def rounds(passes: Callable, known: dict, tensors) -> dict[tuple, list[float]]:
    """Seconds a call, round by round, for all in turn."""
    timers = {
        key: Timer(
            "run(call, tensors)",
            globals={"run": passes, "call": call, "tensors": tensors},
            timer=time.process_time,
        )
        for key, call in known.items()
    }
    repeats = {}
    for key, timer in timers.items():
        repeats[key] = max(1, int(SLICE / timer.timeit(1).mean))
    seconds = {key: [] for key in timers}
    order, start = list(timers), time.monotonic()
    for done in range(ROUNDS[1]):
        if done >= ROUNDS[0] and time.monotonic() - start > SECONDS:
            break
        random.shuffle(order)
        for key in order:
            seconds[key].append(timers[key].timeit(repeats[key]).mean)
    return seconds


def measure(name: str) -> list[dict]:
    """The rows of one loss."""
    torch.compiler.reset()
    known = calls(name)
    base = list(known)[-1]
    entries = [
        {
            "maker": each.maker,
            "name": each.name,
            "version": each.version,
            "same": each.covers(**OPTIONS[name]),
            "rows": [],
        }
        for each in contenders(name)
    ]
    for size in SIZES:
        tensors = inputs(name, size)
        memory = {}
        for key, call in list(known.items()):
            try:
                both(call, tensors)  # compiles
            except Exception as error:
                if key[1] != "compiled":
                    raise
                who = entries[key[0]]["maker"]
                print(f"  {name}: {who} does not compile: {error}")
                del known[key]
                continue
            memory[key] = round(kept(call, tensors), 2)
        for passes in (forward, both):
            seconds = rounds(passes, known, tensors)
            for key, each in seconds.items():
                pairs = zip(each, seconds[base], strict=True)
                ratios = sorted(one / other for one, other in pairs)
                low, middle, high = statistics.quantiles(ratios, n=4)
                row = {
                    "mode": key[1],
                    "pass": passes.__name__,
                    "size": size,
                    "seconds": brief(statistics.median(each)),
                    "ratio": brief(middle),
                    "low": brief(low),
                    "high": brief(high),
                    "kept": memory[key],
                }
                entries[key[0]]["rows"].append(row)
    return entries


def brief(number: float) -> float:
    return float(f"{number:.3g}")


def compared() -> dict:
    """Every loss, and where it was measured."""
    torch.set_num_threads(1)  # Timer's default, and what is compiled for
    for name in OTHERS:
        contenders(name)  # imports all, so that nothing changes on the way
    losses = {}
    for name in OTHERS:
        start = time.monotonic()
        path = source(name).relative_to(ROOT).as_posix()
        losses[name] = {
            "path": path,
            "code": code(path),
            "entries": measure(name),
        }
        took = time.monotonic() - start
        print(f"  {name}: {took:.0f} s", file=sys.stderr, flush=True)
    return {"machine": machine(), "losses": losses}


def machine() -> dict[str, str]:
    """What the times depend on."""
    return {
        "processor": processor(),
        "threads": f"{torch.get_num_threads()} of {os.cpu_count()}",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "PyTorch": version("torch"),
    }


def processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
