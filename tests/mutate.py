"""Damages the book, one fault at a time, and counts what the checks notice.

    python -m tests.mutate               what is new since the last time
    python -m tests.mutate --workers 1   on one core
    python -m tests.mutate --path focal --kind constant --most 100 --each 999

Faults are put into copies of the project, never into the project itself.
Results are kept, so an interrupted run goes on where it was. A fault is tried
again when its file or its own test has changed, and one that was not noticed
each time. The table is written for the site.
"""

import argparse
import json
import multiprocessing
import os
import shlex
import shutil
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import yaml

from lossbook.paths import ROOT
from lossbook.result_files import MUTATION
from lossbook.result_files import write as write_results
from tests.conftest import copied
from tests.faults import Fault, choose, faults

WORK = ROOT / ".cache" / "mutate"
RESULTS = WORK / "results.jsonl"
HARMLESS = {
    (path, line): reason
    for reason, files in yaml.safe_load(
        Path(__file__).with_name("harmless.yml").read_text("utf-8")
    ).items()
    for path, lines in files.items()
    for line in lines
}
SECONDS = 200  # of computing: a fault that makes a check endless is noticed
SOUND, UNSOUND = "", "fails without the fault, too: "


def work(waiting, done) -> None:
    """Try faults in a copy of the project, each check in a forked process.

    Everything slow is imported once, before the first fork.
    """
    copy = copied(WORK / f"copy-{os.getpid()}")  # of this run alone
    os.chdir(copy)
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["PYTHONPATH"] = str(copy)
    for name in list(sys.modules):
        top = name.partition(".")[0]
        if top in ("lossbook", "tests", "snippets") and name != "tests.mutate":
            del sys.modules[name]
    sys.path.insert(0, str(copy))
    import lark  # noqa: F401
    import markdown  # noqa: F401
    import matplotlib.pyplot  # noqa: F401
    import mpmath  # noqa: F401
    import torch

    torch.set_num_threads(1)
    sound: dict[str, bool] = {}
    while (item := waiting.get()) is not None:
        fault, key = item
        file = copy / fault.path
        text = file.read_text("utf-8")
        by = ""
        for check in fault.checks:
            file.write_text(fault.applied(text), "utf-8")
            failed = fails(check)
            file.write_text(text, "utf-8")
            if not failed:
                continue
            # What fails without a fault can notice none.
            if check not in sound:
                sound[check] = not fails(check)
            by = check if sound[check] else UNSOUND + check
            break
        done.put((fault, key, by))
    shutil.rmtree(copy, ignore_errors=True)


def fails(check: str) -> bool:
    """Whether a check fails now; in a process of its own."""
    import resource  # where there is os.fork, and nowhere else

    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        code = 1
        try:
            code = int(not passes(check))
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def passes(check: str) -> bool:
    """Run one check as `make test` does; a failure may also raise."""
    match shlex.split(check):
        case ["page", name, *files]:
            tests = [f"tests/docs/{file}" for file in files or [""]]
            return pytest_passes(*tests, plugins=[OfPage(name)])
        case ["build"]:
            from tests.conftest import mkdocs

            done = mkdocs("build", "--strict", root=Path.cwd())
            return done.returncode == 0
        case ["output", path]:
            from lossbook.generate.outputs import difference

            return not difference(Path(path).read_text("utf-8"), path)
        case ["pytest", *arguments]:
            return pytest_passes(*arguments)
        case ["shared", stem]:
            files = [
                f"tests/snippets/{name}.py"
                for name in (
                    "test_properties",
                    "test_regularizer_properties",
                    "test_bad_input",
                    "losses/test_identities",
                    "regularizers/test_identities",
                    "test_oracles",
                )
            ]
            return pytest_passes(*files, "-k", f"{stem} or {camel(stem)}")
        case _:
            raise ValueError(check)


class OfPage:
    """Keeps the tests of one page that need no site: "*" for those of all."""

    def __init__(self, name: str):
        self.name = name

    def pytest_collection_modifyitems(self, items) -> None:
        items[:] = [item for item in items if self.has(item)]

    def has(self, item) -> bool:
        # What runs the page's code says nothing of its words.
        if {"site", "browser"} & {*item.fixturenames} or (
            item.path.name == "test_blocks.py"
        ):
            return False
        if self.name == "*" or not hasattr(item, "callspec"):
            return True
        parts = f"-{item.callspec.id}-"
        return f"-{self.name}-" in parts


def pytest_passes(*arguments: str, plugins=()) -> bool:
    import pytest

    code = pytest.main(
        ["-x", "-q", "-p", "no:cacheprovider", *arguments], plugins=[*plugins]
    )
    return code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def camel(stem: str) -> str:
    """EarlyStopping, for early_stopping."""
    return "".join(word.capitalize() for word in stem.split("_"))


def main() -> int:
    """Try what is not known yet; print survivors; write the table."""
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
    possible = {
        (fault.path, fault.damaged((ROOT / fault.path).read_text("utf-8")))
        for fault in found
        if fault.kind.startswith("snippet")
    }
    chosen = [
        fault
        for fault in choose(found, options.most, options.each)
        if options.kind in fault.kind and options.path in fault.path
    ]
    WORK.mkdir(parents=True, exist_ok=True)
    for left in WORK.glob("copy-*"):  # by a run that was interrupted
        if not Path("/proc", left.name.removeprefix("copy-")).exists():
            shutil.rmtree(left, ignore_errors=True)
    known = {}
    if RESULTS.exists():
        for line in RESULTS.read_text("utf-8").splitlines():
            result = json.loads(line)
            known[result["key"]] = result["by"]
    texts = {f.path: (ROOT / f.path).read_text("utf-8") for f in chosen}
    keys = {fault: fault.key(texts[fault.path]) for fault in chosen}
    new = [
        fault
        for fault in chosen
        if not known.get(keys[fault])
        and not (keys[fault] in known and reason(fault, texts[fault.path]))
    ]
    print(f"{len(chosen)} faults, {len(new)} of them to be tried", flush=True)
    unsound = attempt(new, keys, texts, known, options.workers)
    report(chosen, keys, texts, known, not (options.kind or options.path))
    for path, line in sorted(HARMLESS.keys() - possible):
        print(f"harmless.yml: {path} has no such fault any more: {line}")
    return int(unsound)


def attempt(new, keys, texts, known, workers: int) -> bool:
    """Try the faults and keep the results; True if a check is unsound."""
    context = multiprocessing.get_context("spawn")
    waiting, done = context.Queue(), context.Queue()
    for fault in new:
        waiting.put((fault, keys[fault]))
    processes = []
    for _ in range(min(workers, len(new))):
        waiting.put(None)
        processes.append(context.Process(target=work, args=(waiting, done)))
        processes[-1].start()
    unsound = set()
    with RESULTS.open("a", encoding="utf-8") as kept:
        for count in range(1, len(new) + 1):
            fault, key, by = done.get()
            if by.startswith(UNSOUND):
                unsound.add(by)
                print(f"{fault.path}: {by}", flush=True)
                by = ""
            known[key] = by
            result = {"key": key, "by": by, **asdict(fault)}
            kept.write(json.dumps(result) + "\n")
            kept.flush()
            if not by:
                print(survivor(fault, texts[fault.path]), flush=True)
            if count % 50 == 0:
                print(f"{count} of {len(new)} tried", flush=True)
    for process in processes:
        process.join()
    return bool(unsound)


def reason(fault: Fault, text: str) -> str:
    """Why a reader could not tell the difference; "" if one could."""
    return HARMLESS.get((fault.path, fault.damaged(text)), "")


def survivor(fault: Fault, text: str) -> str:
    why = reason(fault, text)
    return (
        f"survived: {fault.path}:{fault.line(text)}: {fault.kind}: "
        f"{fault.damaged(text)}{f' [{why}]' if why else ''}"
    )


def report(chosen, keys, texts, known, write: bool) -> None:
    """Print the survivors and the table; keep the table for the site."""
    tried, noticed, harmless = Counter(), Counter(), Counter()
    print("\nSurvivors:")
    for fault in chosen:
        tried[fault.kind] += 1
        if known[keys[fault]]:
            noticed[fault.kind] += 1
            continue
        harmless[fault.kind] += bool(reason(fault, texts[fault.path]))
        print(survivor(fault, texts[fault.path]))
    rows = [
        {
            "kind": kind,
            "tried": tried[kind],
            "noticed": noticed[kind],
            "harmless": harmless[kind],
        }
        for kind in sorted(tried)
    ]
    print()
    for row in rows:
        share = row["noticed"] / row["tried"]
        counts = f"{row['noticed']:>6} of {row['tried']:<6}"
        print(f"{row['kind']:<26}{counts}{share:7.1%}{row['harmless']:>4}")
    if write:
        write_results(MUTATION, {"kinds": rows})


if __name__ == "__main__":
    sys.exit(main())
