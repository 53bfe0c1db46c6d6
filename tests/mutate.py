"""Damages the book, one fault at a time, and counts what the checks notice.

    python -m tests.mutate            what is new since the last time
    python -m tests.mutate --most 3   at most so many faults a file and kind

Faults are put into copies of the project, never into the project itself.
Results are kept, so an interrupted run goes on where it was; a fault is tried
again when its file has changed. The table is written for the site.
"""

import argparse
import ast
import hashlib
import json
import multiprocessing
import os
import random
import re
import shutil
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from lossbook.closure import ROOT
from tests.docs.latex import displays

WORK = ROOT / ".cache" / "mutate"
RESULTS = WORK / "results.jsonl"
TABLE = ROOT / "docs" / "reference" / "mutation.json"
WORKERS = 2
NEVER = -1  # a check of this fault fails without it

# Faults that change nothing that a reader could notice, and why.
HARMLESS: dict[tuple[str, str], str] = {}


@dataclass(frozen=True)
class Fault:
    """`old` at an offset of a file becomes `new`; these tests should notice."""

    kind: str
    path: str
    start: int
    old: str
    new: str
    tests: tuple[str, ...]

    def key(self, text: str) -> str:
        """What names this fault, as long as its file is what it is."""
        state = hashlib.sha256(text.encode()).hexdigest()[:12]
        return f"{self.path}@{self.start}:{self.old}>{self.new}#{state}"

    def line(self, text: str) -> int:
        return text.count("\n", 0, self.start) + 1


def faults() -> list[Fault]:
    """Every fault that is known how to make."""
    found = []
    for page in sorted((ROOT / "docs").rglob("*.md")):
        found += in_page(page)
    for folder in (
        "losses",
        "regularizers",
        "builtin",
        "relations",
        "pitfalls",
        "numerics",
    ):
        for script in sorted((ROOT / "snippets" / folder).glob("*.py")):
            found += in_snippet(script)
    return found


# Pages: equations, digits, names, links.


def in_page(page: Path) -> list[Fault]:
    from tests.docs.numbers import numerals
    from tests.docs.prose import prose
    from tests.docs.test_names import CODE, DOTTED

    path = page.relative_to(ROOT).as_posix()
    name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
    text = page.read_text("utf-8")
    found = []

    for _, label, tex in displays(text):
        if not label:
            continue
        at = text.index(tex)
        test = f"equation {name} {label}"
        found += [
            Fault(f"equation: {kind}", path, at + start, old, new, (test,))
            for kind, start, old, new in in_equation(tex)
        ]

    claims = prose(name).text
    test = f"numbers {name}"
    for at, numeral in numerals(claims):
        digit = at if "e" in numeral else at + len(numeral) - 1
        old = text[digit]
        if old.isdigit():
            new = str((int(old) + 5) % 10)
            found.append(
                Fault("digit in prose", path, digit, old, new, (test,))
            )

    test = f"names {name}"
    for span in CODE.finditer(claims):
        for dotted in DOTTED.finditer(span[1]):
            at = span.start(1) + dotted.start()
            old, new = dotted[0], dotted[0][:-1]
            found.append(Fault("name", path, at, old, new, (test,)))

    test = "links"
    for link in re.finditer(r"\]\((\S+?\.md)(#\S+)?\)", text):
        part = link[2] or link[1]
        at = link.start(2) if link[2] else link.start(1)
        new = part[:-1] + "x" if link[2] else part.replace(".md", "x.md")
        found.append(Fault("link", path, at, part, new, (test,)))
    return found


def in_equation(tex: str) -> list[tuple[str, int, str, str]]:
    """Kind, offset, old and new of the faults in one equation's LaTeX."""
    found = []
    label = re.search(r"\\label\{[^}]*\}", tex)
    end = label.start() if label else len(tex)
    # Up to the label, and not the sign of a bound such as i=1.
    for sign in re.finditer(r"[+-]", tex[:end]):
        new = "-" if sign[0] == "+" else "+"
        found.append(("sign", sign.start(), sign[0], new))
    for power in re.finditer(r"\^(\d|\\\w+|\{[^{}]*\})", tex[:end]):
        if not re.search(r"\\(sum|prod)(_\{[^}]*\})?$", tex[: power.start()]):
            found.append(("exponent", power.start(), power[0], ""))
    for sub in re.finditer(r"_(?:\{([a-z])([a-z])\})", tex[:end]):
        if sub[1] != sub[2]:
            new = f"_{{{sub[2]}{sub[1]}}}"
            found.append(("index", sub.start(), sub[0], new))
    for half in re.finditer(r"\\frac\{1\}\{(\w)\}", tex[:end]):
        found.append(("coefficient", half.start(), half[0], ""))
    for pair in re.finditer(r"\(p, q\)|\(q, p\)", tex[:end]):
        new = "(q, p)" if pair[0] == "(p, q)" else "(p, q)"
        found.append(("swap", pair.start(), pair[0], new))
    return found


# Snippets: operators, constants, outputs.

SWAPS = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
}


def in_snippet(script: Path) -> list[Fault]:
    path = script.relative_to(ROOT).as_posix()
    text = script.read_text("utf-8")
    tests = tests_of(script)
    found = []
    for line in re.finditer(r"^ *#> .*$", text, re.MULTILINE):
        digits = list(re.finditer(r"\d", line[0]))
        if digits:
            at = line.start() + digits[-1].start()
            new = str((int(text[at]) + 5) % 10)
            found.append(
                Fault("digit of an output", path, at, text[at], new, tests)
            )
    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line.encode()) + 1)
    raw = text.encode()

    def add(kind, start, stop, new):
        at = len(raw[:start].decode())
        old = raw[start:stop].decode()
        found.append(Fault(f"snippet: {kind}", path, at, old, new, tests))

    def place(node, end=False):
        if end:
            return offsets[node.end_lineno - 1] + node.end_col_offset
        return offsets[node.lineno - 1] + node.col_offset

    for node in ast.walk(ast.parse(text)):
        sides = None
        if isinstance(node, ast.BinOp):
            sides = (node.op, node.left, node.right)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            sides = (node.ops[0], node.left, node.comparators[0])
        if sides and type(sides[0]) in SWAPS:
            old, new = SWAPS[type(sides[0])]
            low, high = place(sides[1], end=True), place(sides[2])
            at = raw[low:high].find(old.encode())
            if at >= 0:
                add("operator", low + at, low + at + len(old), new)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            add("operator", place(node), place(node) + 1, "+")
        if isinstance(node, ast.Constant):
            value = node.value
            if isinstance(value, bool):
                add(
                    "constant",
                    place(node),
                    place(node, end=True),
                    repr(not value),
                )
            elif isinstance(value, int | float):
                add(
                    "constant",
                    place(node),
                    place(node, end=True),
                    repr(value + 1),
                )
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg and isinstance(keyword.value, ast.Name):
                    start = place(keyword)
                    stop = place(keyword, end=True)
                    comma = re.match(rb",?\s*", raw[stop:]).end()
                    add("argument", start, stop + comma, "")
    return found


def tests_of(script: Path) -> tuple[str, ...]:
    """The checks that a fault in this snippet should fail."""
    path = script.relative_to(ROOT)
    own = ROOT / "tests" / path.parent / f"test_{path.name}"
    tests = [f"output {path.as_posix()}"]
    return (*tests, str(own.relative_to(ROOT))) if own.exists() else (*tests,)


# Trying them.


def work(number: int, waiting, done) -> None:
    """Try faults in a copy of the project, each in a forked process.

    Everything slow is imported once, before the first fork.
    """
    copy = WORK / f"copy-{number}"
    shutil.rmtree(copy, ignore_errors=True)
    leave = shutil.ignore_patterns(
        ".git", ".venv", "site", "__pycache__", "mutate", "ipython", "*_cache"
    )
    shutil.copytree(ROOT, copy, ignore=leave)
    os.chdir(copy)
    os.environ["OMP_NUM_THREADS"] = "1"
    for name in [
        n
        for n in sys.modules
        if n.partition(".")[0] in ("lossbook", "tests", "snippets")
    ]:
        if name != "tests.mutate":
            del sys.modules[name]
    sys.path.insert(0, str(copy))
    import bs4  # noqa: F401
    import lark  # noqa: F401
    import markdown  # noqa: F401
    import mktestdocs  # noqa: F401
    import mpmath  # noqa: F401
    import torch

    # The checks themselves, from this copy; what they read, each child reads.
    import tests.docs.test_names
    import tests.docs.test_numbers  # noqa: F401

    torch.set_num_threads(1)
    sound: dict[tuple[str, ...], int] = {}
    while True:
        item = waiting.get()
        if item is None:
            return
        fault, key = item
        # What fails without a fault can notice none.
        if fault.tests not in sound:
            sound[fault.tests] = tried(fault.tests)
        if sound[fault.tests]:
            done.put((fault, key, NEVER))
            continue
        file = copy / fault.path
        text = file.read_text("utf-8")
        damaged = (
            text[: fault.start]
            + fault.new
            + text[fault.start + len(fault.old) :]
        )
        file.write_text(damaged, "utf-8")
        code = tried(fault.tests)
        file.write_text(text, "utf-8")
        done.put((fault, key, code))


def tried(tests: tuple[str, ...]) -> int:
    """0 if these checks pass, 1 if one does not; in a process of its own."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        code = 1
        try:
            code = int(not all(map(passes, tests)))
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def passes(test: str) -> bool:
    """Run one check as the tests do; a failure may also raise."""
    from tests.conftest import mkdocs
    from tests.docs import binding, test_names, test_numbers

    ledger = defaultdict(lambda: defaultdict(list))
    match test.split():
        case ["equation", name, label]:
            binding.check(name, label)
        case ["numbers", name]:
            test_numbers.test_numbers_are_traced(name, ledger)
        case ["names", name]:
            test_names.test_names_exist(name, ledger)
        case ["links"]:
            done = mkdocs("build", "--strict", root=Path.cwd())
            return done.returncode == 0
        case ["output", path]:
            from lossbook.outputs import difference

            return not difference(Path(path).read_text("utf-8"), path)
        case [file]:
            import pytest

            return (
                pytest.main(["-x", "-q", "-p", "no:cacheprovider", file]) == 0
            )
    return True


def main() -> int:
    """Try what is not known yet; print survivors; write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=1, help="a file and kind")
    parser.add_argument(
        "--kind", default="", help="only kinds with this in them"
    )
    parser.add_argument(
        "--path", default="", help="only files with this in them"
    )
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    known = {}
    if RESULTS.exists():
        for line in RESULTS.read_text("utf-8").splitlines():
            result = json.loads(line)
            known[result["key"]] = result
    chosen = choose(faults(), options.most)
    chosen = [
        f for f in chosen if options.kind in f.kind and options.path in f.path
    ]
    texts = {f.path: (ROOT / f.path).read_text("utf-8") for f in chosen}
    new = [
        (f, f.key(texts[f.path]))
        for f in chosen
        if f.key(texts[f.path]) not in known
    ]
    print(f"{len(chosen)} faults, {len(new)} of them not tried yet")
    context = multiprocessing.get_context("spawn")
    waiting, done = context.Queue(), context.Queue()
    for item in new:
        waiting.put(item)
    workers = []
    for number in range(min(WORKERS, len(new))):
        waiting.put(None)
        worker = context.Process(target=work, args=(number, waiting, done))
        worker.start()
        workers.append(worker)
    with RESULTS.open("a", encoding="utf-8") as kept:
        for count in range(1, len(new) + 1):
            fault, key, code = done.get()
            if code not in (0, 1):
                print(
                    f"{fault.path}: pytest ended with {code} for {fault.tests}"
                )
            result = {"key": key, "killed": code == 1, **asdict(fault)}
            known[key] = result
            kept.write(json.dumps(result) + "\n")
            kept.flush()
            if code == 0:
                print(survivor(fault, texts[fault.path]))
            if count % 50 == 0:
                print(f"{count} of {len(new)} tried", flush=True)
    for worker in workers:
        worker.join()
    report(chosen, texts, known, write=not (options.kind or options.path))
    return 0


def choose(found: list[Fault], most: int) -> list[Fault]:
    """At most so many of each file and kind, always the same ones."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        groups.setdefault((fault.path, fault.kind), []).append(fault)
    chosen = []
    for key, group in groups.items():
        chance = random.Random(repr(key))
        chosen += chance.sample(group, min(most, len(group)))
    return chosen


def survivor(fault: Fault, text: str) -> str:
    where = f"{fault.path}:{fault.line(text)}"
    return f"survived: {where}: {fault.kind}: {fault.old!r} -> {fault.new!r}"


def report(chosen, texts, known, write: bool) -> None:
    """Print the survivors and the table; keep the table for the site."""
    tried, killed, harmless = Counter(), Counter(), Counter()
    print("\nSurvivors:")
    for fault in chosen:
        text = texts[fault.path]
        tried[fault.kind] += 1
        if known[fault.key(text)]["killed"]:
            killed[fault.kind] += 1
            continue
        lines = text.splitlines()
        line = lines[fault.line(text) - 1].strip()
        reason = HARMLESS.get((fault.path, line))
        harmless[fault.kind] += reason is not None
        print(survivor(fault, text), f"[{reason}]" if reason else "")
    rows = [
        {
            "kind": kind,
            "tried": tried[kind],
            "noticed": killed[kind],
            "harmless": harmless[kind],
        }
        for kind in sorted(tried)
    ]
    print()
    for row in rows:
        share = row["noticed"] / row["tried"]
        counts = f"{row['noticed']:>6} of {row['tried']:<6}"
        print(f"{row['kind']:<26}{counts}{share:.1%}")
    if write:
        TABLE.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
