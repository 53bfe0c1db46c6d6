"""What chunks of nn.LinearCrossEntropyLoss save in memory, and cost in time.

Each setting runs in a process of its own, whose peak tells the memory. Time is
the processor's, on one core, so that other programs do not count; the least of
several runs.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import torch
from torch import nn

from lossbook.paths import ROOT
from tests.bench.speed import machine

TOKENS, WIDTH, WORDS = 2048, 128, 32768
SETTINGS = {"none": None, "auto": "auto", "16": 16, "128": 128, "1024": 1024}
RUNS = 3


def compared() -> dict:
    """Of each setting seconds and mebibytes, of one forward and backward."""
    found = {}
    for name in SETTINGS:
        runs = [alone(name) for _ in range(RUNS)]
        found[name] = {
            "seconds": round(min(each["seconds"] for each in runs), 3),
            "mebibytes": round(min(each["mebibytes"] for each in runs), 1),
        }
    sizes = {"tokens": TOKENS, "width": WIDTH, "words": WORDS}
    return {"machine": machine(), "sizes": sizes, "settings": found}


def alone(name: str) -> dict:
    """The same of one setting, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.chunks", name],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def measure(name: str) -> dict:
    """One forward and backward, and what it adds to the peak."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    hidden = torch.randn(TOKENS, WIDTH, requires_grad=True)
    target = torch.randint(WORDS, (TOKENS,))
    loss = nn.LinearCrossEntropyLoss(WIDTH, WORDS, options=_options(name))
    # Both paths once, for what they load; and the gradients' own memory.
    for each in (None, nn.LinearCrossEntropyOptions(batch_chunk_size=8)):
        loss.options = each
        loss(hidden[:16], target[:16]).backward()
    loss.options = _options(name)
    before, start = _peak(), time.process_time()
    loss(hidden, target).backward()
    return {
        "seconds": time.process_time() - start,
        "mebibytes": _peak() - before,
    }


def _options(name: str) -> nn.LinearCrossEntropyOptions | None:
    if name == "none":
        return None
    size = None if name == "auto" else SETTINGS[name]
    return nn.LinearCrossEntropyOptions(batch_chunk_size=size)


def _peak() -> float:
    # Of Linux, where getrusage counts from the parent's on.
    text = Path("/proc/self/status").read_text("utf-8")
    line = next(x for x in text.splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
