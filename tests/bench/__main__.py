"""Measures the snippets against the same losses elsewhere.

    python -m tests.bench             accuracy, faults, speed and memory, chunks
    python -m tests.bench accuracy

writes the results that the page "Numerics and speed" shows.
"""

import sys

from lossbook.result_files import ACCURACY, BENCH, CHUNKS, FAULTS, write
from tests.bench import accuracy, chunks, faults, speed
from tests.bench.contenders import missing

PARTS = {
    "accuracy": (ACCURACY, accuracy.compared),
    "faults": (FAULTS, faults.compared),
    "bench": (BENCH, speed.compared),
    "chunks": (CHUNKS, chunks.compared),
}


def main(names: list[str]) -> int:
    for package, why in missing().items():
        print(f"{package} is left out: {why}. Run: make bench")
    for name in names or PARTS:
        if name not in PARTS:
            print(f"{name}: measured are {', '.join(PARTS)}")
            return 1
        print(f"{name} …", flush=True)
        path, compared = PARTS[name]
        write(path, compared())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
