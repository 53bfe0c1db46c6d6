"""Damages the book, one fault at a time, and counts what the checks notice.

    python -m tests.mutate               what is new since the last time
    python -m tests.mutate --workers 1   on one core
    python -m tests.mutate --path focal --kind constant --most 100 --each 999

Faults are put into copies of the project, never into the project itself.
Results are kept, so an interrupted run goes on where it was. A fault is tried
again when its file or its own test has changed, and one that was not noticed
each time. The table is written for the site; of some kinds alone, their rows.
"""

import argparse
import gc
import importlib
import json
import multiprocessing
import os
import shlex
import shutil
import sys
from collections import Counter
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path

from lossbook.data_files import loaded, root
from lossbook.paths import ROOT
from lossbook.result_files import MUTATION, recorded
from lossbook.result_files import write as write_results
from tests.conftest import copied
from tests.faults import Fault, choose, faults
from tests.forked import PRELOADED

WORK = ROOT / ".cache" / "mutate"
RESULTS = WORK / "results.jsonl"
HARMLESS = {
    (path, line): reason
    for reason, files in loaded(
        root(Path(__file__).with_name("harmless.yml"))
    ).items()
    for path, lines in files.items()
    for line in lines
}
SECONDS = 200  # of computing: a fault that makes a check endless is noticed
UNSOUND = "fails without the fault, too: "


def work(waiting, done) -> None:
    """Try faults in a copy of the project, each check in a fork.

    What the checks need is imported before, and the tests of pages collected.
    """
    copy = copied(WORK / f"copy-{os.getpid()}")  # of this run alone
    os.chdir(copy)
    os.environ |= {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(copy)}
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    forget("lossbook", "tests", "snippets")
    sys.path.insert(0, str(copy))
    for name in PRELOADED:
        importlib.import_module(name)
    pytest_main("tests/docs", plugins=[Trials(copy, waiting, done)])
    shutil.rmtree(copy, ignore_errors=True)


def forget(*names: str) -> None:
    """Let these modules, and those below them, be imported anew."""
    for module in [*sys.modules]:
        if f"{module}.".startswith(tuple(f"{name}." for name in names)):
            del sys.modules[module]


def forget_results() -> None:
    """Let our functions that remember what they returned read files anew."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(("lossbook.", "tests.")):
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()


def pytest_main(*arguments: str, plugins=()) -> int:
    import pytest

    options = ("-x", "-q", "-s", "-p", "no:cacheprovider")
    return pytest.main([*options, *arguments], plugins=[*plugins])


class Trials:
    """A pytest plugin that runs the tests of pages again and again."""

    def __init__(self, copy: Path, waiting, done):
        self.copy, self.waiting, self.done = copy, waiting, done

    def pytest_collection_modifyitems(self, items) -> None:
        # What needs the site is another's, and what runs the page's code says
        # nothing of its words.
        items[:] = [
            item
            for item in items
            if not {"book", "browser", "site"} & {*item.fixturenames}
            and item.path.name != "test_blocks.py"
        ]

    def pytest_runtestloop(self, session) -> bool:
        gc.freeze()  # for the forks: what is there is no garbage
        sound: dict[str, bool] = {}
        while (item := self.waiting.get()) is not None:
            fault, key = item
            file = self.copy / fault.path
            text = file.read_text("utf-8")
            by = ""
            for check in fault.checks:
                file.write_text(fault.applied(text), "utf-8")
                failed = fails(check, session)
                file.write_text(text, "utf-8")
                if not failed:
                    continue
                # What fails without a fault can notice none.
                if check not in sound:
                    sound[check] = not fails(check, session)
                by = check if sound[check] else UNSOUND + check
                break
            self.done.put((fault, key, by))
        return True


def fails(check: str, session) -> bool:
    """Whether a check fails now; in a process of its own."""
    import resource  # where there is os.fork, and nowhere else

    child = os.fork()
    if child == 0:
        os.dup2(1, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        code = 1
        try:
            code = int(not passes(check, session))
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def passes(check: str, session) -> bool:
    """Run one check as `make test` does; a failure may also raise."""
    from lossbook import cache

    cache.forget()
    forget_results()
    forget("snippets", "tests.docs.equations")
    match shlex.split(check):
        case ["page", name, *files]:
            return page_passes(session, name, files)
        case ["build"]:
            from mkdocs.__main__ import cli
            from mkdocs.commands import build

            # Links are looked at before.
            build._build_page = lambda *_, **__: None
            cli.main(["build", "--strict"], standalone_mode=False)
            return True
        case ["output", path]:
            from lossbook.generate.outputs import difference

            return not difference(Path(path).read_text("utf-8"), path)
        case ["pytest", *arguments]:
            pass
        case ["shared", stem]:
            names = (
                "test_properties",
                "test_regularizer_properties",
                "test_bad_input",
                "losses/test_identities",
                "regularizers/test_identities",
                "test_oracles",
            )
            arguments = [f"tests/snippets/{name}.py" for name in names]
            arguments += ["-k", f"{stem} or {camel(stem)}"]
        case _:
            raise ValueError(check)
    forget("tests.docs", "tests.snippets")
    return pytest_main(*arguments) in (0, 5)  # 5: no such test


def page_passes(session, name: str, files: list[str]) -> bool:
    """Run the tests of one page, of some files or of all; then all pages'."""
    tests = [x for x in session.items if not files or x.path.name in files]
    own = [
        item
        for item in tests
        if hasattr(item, "callspec") and f"-{name}-" in f"-{item.callspec.id}-"
    ]
    items = own + [item for item in tests if not hasattr(item, "callspec")]
    for item, following in zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


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
    rows = report(chosen, keys, texts, known)
    if not options.path:
        kinds = {fault.kind for fault in found} - {row["kind"] for row in rows}
        rows += [x for x in recorded(MUTATION)["kinds"] if x["kind"] in kinds]
        rows.sort(key=lambda row: row["kind"])
        write_results(MUTATION, {"kinds": rows})
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


def report(chosen, keys, texts, known) -> list[dict]:
    """Print the survivors and the table; return its rows."""
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
    return rows


if __name__ == "__main__":
    sys.exit(main())
