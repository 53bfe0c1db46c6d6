"""Measures the snippets against the same losses elsewhere.

    python -m tests.bench                     accuracy, then speed and memory
    python -m tests.bench accuracy

writes the results that the page "Numerics and speed" shows.
"""

import json
import re
import sys
from pathlib import Path

from lossbook.closure import ROOT
from tests.bench import accuracy, speed
from tests.bench.contenders import missing

RESULTS = ROOT / "docs" / "reference"
PARTS = {"accuracy": accuracy.compared, "bench": speed.compared}


def write(path: Path, result: dict) -> None:
    """JSON; what is innermost is one line, so that diffs are short."""
    text = json.dumps(result, indent=1, ensure_ascii=False)
    text = re.sub(r"\{[^{}]*\}", lambda found: " ".join(found[0].split()), text)
    path.write_text(text + "\n", "utf-8")


def main(names: list[str]) -> int:
    for package, why in missing().items():
        print(f"{package} is left out: {why}. Run: make bench")
    for name in names or PARTS:
        if name not in PARTS:
            print(f"{name}: measured are {', '.join(PARTS)}")
            return 1
        print(f"{name} …", flush=True)
        write(RESULTS / f"{name}.json", PARTS[name]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
