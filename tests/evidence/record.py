"""The rows of evidence, and what is recorded of each."""

import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from unittest import mock

from lossbook.dependencies import closure, code
from lossbook.sources import relative
from tests.evidence import trials
from tests.evidence.trials import Question, compared

FOLDER = Path(__file__).parent / "rows"
ROWS = (  # as the chooser has them
    *("outliers", "heavy_tails", "varying_noise", "counts"),
    *("imbalance", "binary_noise"),
    *("label_noise", "structured_noise", "rare_classes", "convolutions"),
    "calibration",
    *("overfitting", "sparsity"),
)
PACKAGES = ("torch", "scikit-learn")


def rests_on(row: str) -> dict[str, str]:
    """By file a digest of what runs of it, by package the version."""
    files, _ = closure(FOLDER / f"{row}.py")
    found = {relative(file): code(relative(file)) for file in files}
    # A build for this machine alone, such as 2.13.0+cpu, is that version.
    return found | {each: version(each).partition("+")[0] for each in PACKAGES}


def module(row: str) -> ModuleType:
    return import_module(f"tests.evidence.rows.{row}")


def question(row: str) -> Question:
    return module(row).QUESTION


def run(row: str) -> dict:
    """The results of a row, and the code that they rest on.

    A row may have a Network of its own.
    """
    start, code = time.monotonic(), rests_on(row)
    network = getattr(module(row), "Network", trials.network)
    with mock.patch.object(trials, "network", network):
        found = compared(question(row))
    seconds = round(time.monotonic() - start)
    return found | {"seconds": seconds, "rests on": code}
