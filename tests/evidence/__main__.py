"""Tries the chooser's advice: small models, real data, plain baselines.

    python -m tests.evidence             the rows whose code has changed
    python -m tests.evidence imbalance   these rows, changed or not

writes the results that the page "Advice, tried" shows.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from lossbook.errors import BookError
from lossbook.result_files import EVIDENCE, recorded, write
from tests.evidence.record import ROWS, rests_on, run


def save(done: dict[str, dict]) -> None:
    rows = {row: done[row] for row in ROWS if row in done}
    write(EVIDENCE, {"rows": rows})


def main(names: list[str]) -> int:
    for name in names:
        if name not in ROWS:
            print(f"{name}: rows are {', '.join(ROWS)}")
            return 1
    try:
        known = recorded(EVIDENCE)["rows"]
    except BookError:
        known = {}
    done = {row: known[row] for row in ROWS if row in known}
    due = names or [
        row
        for row in ROWS
        if row not in done or done[row]["rests on"] != rests_on(row)
    ]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as workers:
        running = {workers.submit(run, row): row for row in due}
        for each in as_completed(running):
            row = running[each]
            done[row] = each.result()
            print(f"{row}: {done[row]['seconds']} s", flush=True)
            save(done)  # so that an interruption costs one row
    save(done)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
