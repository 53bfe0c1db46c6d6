"""Runs diagnose_loss on the pitfalls and on what is healthy: make diagnoses.

What it finds goes into docs/reference/diagnoses.json, which the chapter shows.
"""

import contextlib
import io

import torch

from lossbook.result_files import DIAGNOSES, write
from snippets.tools.diagnose_loss import Finding, diagnose_loss
from tests.snippets.tools.healthy import HEALTHY
from tests.snippets.tools.pitfalls import PITFALLS, SAME, Batch

DTYPES = (torch.float64, torch.float32, torch.bfloat16, torch.float16)


def diagnosed(batch: Batch, parameters=None) -> list[Finding]:
    """What is found in a batch; it must be what is printed."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        found = diagnose_loss(*batch, parameters)
    assert printed.getvalue() == "".join(f"{each}\n" for each in found)
    return found


def seen(pitfall: str) -> str:
    """What was seen of a pitfall, if it was found by its name; else ""."""
    sick, _ = PITFALLS[pitfall]()
    name = SAME.get(pitfall, pitfall)
    found = {each.trouble: each.saw for each in diagnosed(sick)}
    return found.get(name, "")


def results() -> dict:
    """What the file holds."""
    return {
        "healthy": len(HEALTHY) * len(DTYPES),
        "pitfalls": [
            {"pitfall": name, "seen": seen(name)} for name in sorted(PITFALLS)
        ],
    }


if __name__ == "__main__":
    write(DIAGNOSES, results())
