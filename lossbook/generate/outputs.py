"""Runs a snippet, and writes what each `print` printed below it as `#>` lines.

The checks compare a file with what this makes of it; `make update` writes it
into the file. So there is one account of what a snippet's output is. For some
snippets alone: `python -m lossbook.generate.outputs snippets/losses/x.py`.
"""

import ast
import difflib
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from ruff import find_ruff_bin

from lossbook.errors import BookError
from lossbook.generate.printed import run
from lossbook.paths import ROOT
from lossbook.sources import parse, read, relative

WIDTH = 80
OUTPUT = re.compile(r"^ *#>")
# Their output is the rendered notebook, or a picture.
UNPRINTED = ("training", "figures", "explorers")
# Where an output is not what the file says, it is the code that may be wrong.
REMEDY = (
    "Is the code right? If it is, write its output into the file: make update"
)


def annotate(source: str, file: str) -> str:
    """The source with its outputs as they are when it is run now.

    Args:
        source: a whole script. It runs as `__main__`, from a fresh namespace.
        file: its name, for errors.

    Raises:
        BookError: the script does not parse, raises, or prints where no `#>`
            line could stand.
    """
    tree = parse(source, file)
    # Of nested statements the innermost comes last, and wins.
    ends = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            end = node.end_lineno or node.lineno
            for line in range(node.lineno, end + 1):
                ends[line] = (end, node.col_offset)
    printed = run(source, file)
    after: dict[int, list[str]] = {}
    for line, text in printed:
        if line not in ends:
            raise BookError(f"{file}:{line}: a print must be a statement")
        end, indent = ends[line]
        after.setdefault(end, []).extend(_comment(text, indent))
    lines = []
    for number, code in enumerate(source.splitlines(), 1):
        if not OUTPUT.match(code):
            lines.append(code)
        lines += after.get(number, [])
    return "\n".join(lines) + "\n"


def difference(source: str, file: str) -> str:
    """Where the `#>` lines are not what the script prints; empty if nowhere.

    Returns:
        For each place a line `file:line: …`, the lines as they stand behind
        `-` and as the run printed them behind `+`; last, what to do.
    """
    is_, be = source.splitlines(), annotate(source, file).splitlines()
    report = []
    matcher = difflib.SequenceMatcher(None, is_, be, autojunk=False)
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        # Of lines that are absent, name the print that should precede them.
        where = start + 1 if stop > start else start
        report.append(f"{file}:{where}: the output is not what the run printed")
        report += [f"  - {line.strip()}" for line in is_[start:stop]]
        report += [f"  + {line.strip()}" for line in be[new_start:new_stop]]
    return "\n".join([*report, REMEDY] if report else [])


def tidy(source: str, file: str) -> str:
    """The source as ruff formats it, but for `#>`, which it would part.

    Raises:
        BookError: ruff cannot read it.
    """
    shielded = re.sub(r"^( *)#>", r"\1#:>", source, flags=re.MULTILINE)
    done = subprocess.run(
        [find_ruff_bin(), "format", "-"],
        input=shielded,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    if done.returncode:
        raise BookError(f"{file}: {done.stderr.strip()}")
    return re.sub(r"^( *)#:>", r"\1#>", done.stdout, flags=re.MULTILINE)


def _comment(text: str, indent: int) -> list[str]:
    margin = " " * indent + "#> "
    lines = []
    for line in text.split("\n"):
        folded = textwrap.wrap(
            line,
            WIDTH - len(margin),
            drop_whitespace=True,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += [(margin + part).rstrip() for part in folded or [""]]
    return lines


def main(paths: Iterable[str]) -> int:
    """Format each snippet and rewrite its outputs; go on after a failure."""
    failed = 0
    for path in snippets([Path(path) for path in paths]):
        name = relative(path)
        try:
            source = read(path)
            parse(source, name)
            updated = tidy(source, name)
            if prints(path):
                updated = annotate(updated, name)
        except BookError as error:
            print(error, file=sys.stderr)
            failed = 1
            continue
        if updated != source:
            path.write_text(updated, "utf-8")
            print(f"{name}: rewritten")
    return failed


def snippets(paths: list[Path]) -> list[Path]:
    """The scripts at and below the paths."""
    found = []
    for path in paths:
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


def prints(path: Path) -> bool:
    """Whether the snippet's output stands in it as `#>` lines."""
    return path.parent.name not in UNPRINTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
