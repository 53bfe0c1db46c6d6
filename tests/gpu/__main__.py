"""Puts the losses to a GPU: their values, what autocast and waits, and costs.

    python -m tests.gpu                  writes docs/reference/gpu.json
    python -m tests.gpu --out FILE

Without a GPU it says so, and what was recorded stays. A part that raises is
recorded as failing, the others are measured all the same, and the command ends
with 1; so it does if a number is wrong. The file is written after each part.
"""

import argparse
import platform
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import torch

from lossbook.dependencies import code
from lossbook.result_files import GPU, write
from tests.bench.contenders import version
from tests.gpu import autocast, costs, values, waits
from tests.gpu.values import brief_error
from tests.snippets.under_test import LOSSES, REGULARIZERS, shown

CUDA = "cuda"
NO_GPU = "There is no GPU here that PyTorch can use: nothing was measured."


def parts(device: str) -> dict[str, Callable[[], dict]]:
    """What is measured, by name."""
    return {
        "values": lambda: values.measured(LOSSES, device),
        "autocast": lambda: autocast.measured(LOSSES, device),
        "waits": lambda: waits.measured(LOSSES, REGULARIZERS, device),
        "costs": lambda: costs.measured(costs.NAMES, device),
    }


def machine() -> dict[str, str]:
    """What the numbers depend on."""
    return {
        "GPU": torch.cuda.get_device_name(),
        "PyTorch": version("torch"),
        "CUDA": str(torch.version.cuda),
        "Python": platform.python_version(),
    }


def run(
    path: Path, machine: dict[str, str], parts: dict[str, Callable[[], dict]]
) -> dict:
    """Measure each part, and write what there is after each of them."""
    files = {*(each.path for each in (*LOSSES, *REGULARIZERS))}
    found = {
        "machine": machine,
        "code": {name: code(name) for name in sorted(map(shown, files))},
        "failed": {},
        **dict.fromkeys(parts),
    }
    for name, measured in parts.items():
        print(f"{name} …", flush=True)
        start = time.monotonic()
        try:
            found[name] = measured()
        except Exception as error:  # the other parts are worth having
            traceback.print_exc()
            found["failed"][name] = brief_error(error)
        write(path, found)
        took = time.monotonic() - start
        print(f"{name}: {took:.0f} s", flush=True)
    return found


def wrong(found: dict) -> list[str]:
    """What a run found that should not be."""
    lines = [f"{name}: {why}" for name, why in found["failed"].items()]
    for row in (found["values"] or {"rows": []})["rows"]:
        if row["wrong"]:
            lines.append(f"{row['path']}, {row['dtype']}: {row['first']}")
    return lines


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=GPU)
    path = parser.parse_args(arguments).out
    if not torch.cuda.is_available():
        print(NO_GPU)
        return 0
    lines = wrong(run(path, machine(), parts(CUDA)))
    print(*lines, f"written: {path}", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
