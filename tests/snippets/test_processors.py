"""What a snippet prints, it prints on another processor too.

Sums are added up in another order there, so a last digit may change: torch and
MKL are told to compute as an old processor would, in one thread.
"""

import os
import subprocess
import sys

import pytest

from lossbook.errors import BookError
from lossbook.generate.outputs import difference, prints, snippets
from lossbook.paths import ROOT
from tests.snippets.grid import some

PLAIN = {
    "ATEN_CPU_CAPABILITY": "default",
    "MKL_ENABLE_INSTRUCTIONS": "SSE4_2",
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "OMP_NUM_THREADS": "1",
}


def test_outputs_are_the_same_on_a_plain_processor():
    done = subprocess.run(
        [sys.executable, "-m", "tests.snippets.test_processors"],
        cwd=ROOT,
        env={**os.environ, **PLAIN, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.fail(
            f"{done.stdout}{done.stderr}\nThe output depends on the processor: "
            "print fewer digits, or what no rounding moves.",
            pytrace=False,
        )


def main() -> int:
    """Print where the `#>` lines are not what the scripts print here."""
    import torch

    assert torch.backends.cpu.get_cpu_capability() in ("DEFAULT", "NO AVX")
    wrong = 0
    scripts = [x for x in snippets([ROOT / "snippets"]) if prints(x)]
    for script in some(scripts, 60):
        name = str(script.relative_to(ROOT))
        try:
            report = difference(script.read_text("utf-8"), name)
        except BookError as error:
            report = str(error)
        if report:
            wrong = 1
            print(report)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
