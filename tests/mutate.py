"""Damages the book, one fault at a time, and counts what the checks notice.

    python -m tests.mutate               every kind of fault
    python -m tests.mutate --kind link   those with this in their names
    python -m tests.mutate --path focal --kind constant --most 100 --each 999

Faults are put into copies of the project, never into the project itself, and
each check runs in a fork. The table is written for the site; of some kinds
alone, their rows.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from multiprocessing.pool import ThreadPool
from pathlib import Path
from queue import SimpleQueue

from lossbook.data_files import loaded, root
from lossbook.paths import CACHE, ROOT
from lossbook.result_files import MUTATION, recorded
from lossbook.result_files import write as write_results
from tests.conftest import copied
from tests.faults import Fault, choose, faults
from tests.forked import run

HARMLESS = {
    (path, line): reason
    for reason, files in loaded(
        root(Path(__file__).with_name("harmless.yml"))
    ).items()
    for path, lines in files.items()
    for line in lines
}


class Trials:
    """Tries faults in copies of the project, one for each worker."""

    def __init__(self, folder: str, workers: int) -> None:
        self.copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            self.copies.put(copied(Path(folder, f"{number}")))
        self.sound: dict[str, bool] = {}

    def notices(self, fault: Fault) -> bool:
        """Whether a check fails with the fault, and not without it."""
        copy = self.copies.get()
        try:
            return any(self._notices(x, fault, copy) for x in fault.checks)
        finally:
            self.copies.put(copy)

    def _notices(self, check: str, fault: Fault, copy: Path) -> bool:
        file = copy / fault.path
        text = file.read_text("utf-8")
        file.write_text(fault.applied(text), "utf-8")
        failed = fails(check, copy)
        file.write_text(text, "utf-8")
        if failed and check not in self.sound:
            self.sound[check] = not fails(check, copy)
            if not self.sound[check]:
                print(f"fails without a fault, too: {check}", flush=True)
        return failed and self.sound[check]


def fails(check: str, copy: Path) -> bool:
    """Whether a check fails now, or is endless; no such test is no failure."""
    options = ("-x", "-q", "-p", "no:cacheprovider")
    try:
        done = run("pytest", *options, *shlex.split(check), root=copy)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)


def main() -> int:
    """Try what is asked for; print survivors; write the table."""
    if not hasattr(os, "fork"):
        sys.exit("make mutate needs os.fork, which Linux, macOS and WSL have.")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--most", type=int, default=1, help="a file and kind")
    parser.add_argument("--each", type=int, default=40, help="a kind")
    parser.add_argument(
        "--kind", default="", help="only kinds with this in them"
    )
    parser.add_argument(
        "--path", default="", help="only files with this in them"
    )
    options = parser.parse_args()
    found = faults()
    chosen = [
        fault
        for fault in choose(found, options.most, options.each)
        if options.kind in fault.kind and options.path in fault.path
    ]
    print(f"{len(chosen)} faults to be tried", flush=True)
    counts: dict[str, Counter] = {}
    with (
        tempfile.TemporaryDirectory(prefix="mutate-", dir=CACHE) as folder,
        ThreadPool(options.workers) as pool,
    ):
        trials = Trials(folder, options.workers)
        noticed = pool.imap(trials.notices, chosen)
        for fault, is_noticed in zip(chosen, noticed, strict=True):
            count = counts.setdefault(fault.kind, Counter())
            count["tried"] += 1
            count["noticed"] += is_noticed
            if not is_noticed:
                count["harmless"] += survived(fault)
    rows = [
        {
            "kind": kind,
            **{x: count[x] for x in ("tried", "noticed", "harmless")},
        }
        for kind, count in counts.items()
    ]
    for row in rows:
        print("{kind:<26}{noticed:>6} of {tried:<6}{harmless:>4}".format(**row))
    if not options.path:
        kinds = {fault.kind for fault in found} - {*counts}
        rows += [x for x in recorded(MUTATION)["kinds"] if x["kind"] in kinds]
        rows.sort(key=lambda row: row["kind"])
        write_results(MUTATION, {"kinds": rows})
    return int(not all(trials.sound.values()))


def survived(fault: Fault) -> bool:
    """Print a fault that no check noticed; whether a reader could not, too."""
    text = (ROOT / fault.path).read_text("utf-8")
    damaged = fault.damaged(text)
    why = HARMLESS.get((fault.path, damaged), "")
    place = f"{fault.path}:{fault.line(text)}: {fault.kind}"
    print(f"survived: {place}: {damaged}{f' [{why}]' if why else ''}")
    return bool(why)


if __name__ == "__main__":
    sys.exit(main())
