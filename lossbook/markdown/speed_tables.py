"""Tables of what the losses cost, and whether the book's aims hold."""

import ast
import functools
import hashlib
import io
import math
import tokenize

from lossbook import sources
from lossbook.paths import ROOT, SNIPPETS
from lossbook.result_files import ACCURACY, BENCH, recorded, table, title

PASSES = ("forward", "both")
EAGER, COMPILED = "eager", "compiled"
SLOWER, SAME, BUILTIN = 1.05, 1.0, 2.0  # what the aims allow


def code(path: str) -> str:
    """A digest of what runs of a snippet: no docstring, comment or demo."""
    return _code(sources.text(ROOT / path))


@functools.cache
def _code(source: str) -> str:
    text = source.partition("\nif __name__ ==")[0]
    lines = text.splitlines()
    kinds = (ast.Module, ast.FunctionDef, ast.ClassDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, kinds) and ast.get_docstring(node):
            docstring = node.body[0]
            for row in range(docstring.lineno, (docstring.end_lineno or 0) + 1):
                lines[row - 1] = ""
    # Not the syntax tree itself, which differs from one Python to the next.
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    kept = "\n".join(line for line in lines if line)
    return hashlib.sha256(kept.encode()).hexdigest()[:12]


def bench() -> list[str]:
    """Every time, relative to PyTorch's nearest loss, and the memory kept."""
    losses = {
        name: loss
        for name, loss in recorded(BENCH)["losses"].items()
        if (ROOT / loss["path"]).exists()
    }
    sizes = _sizes(losses)
    head = ["Forward, then with backward", *map(_power, sizes)]
    head += [*map(_power, sizes), "Bytes kept"]
    rows, changed = [], []
    for name, loss in losses.items():
        rows.append([f"**{title(name)}**"] + [""] * (len(head) - 1))
        if code(loss["path"]) != loss["code"]:
            changed.append(f"`{loss['path']}`")
        for each in loss["entries"]:
            for mode in (EAGER, COMPILED):
                cells = _cells(each, mode)
                if cells:
                    who = each["maker"] + ", compiled" * (mode == COMPILED)
                    times = [
                        _ratio(cells[key, size]["ratio"])
                        for key in PASSES
                        for size in sizes
                    ]
                    kept = cells["both", sizes[-1]]["kept"]
                    rows.append([who, *times, f"{kept:.1f}"])
    lines = table(head, rows)
    if changed:
        lines += ["", f"Changed since they were timed: {', '.join(changed)}."]
    timed = {ROOT / loss["path"] for loss in losses.values()}
    missing = sorted({*(SNIPPETS / "losses").glob("*.py")} - timed)
    if missing:
        names = (f"`{path.relative_to(ROOT).as_posix()}`" for path in missing)
        lines += ["", f"Not measured: {', '.join(names)}."]
    return lines


def machine() -> list[str]:
    """Where the times were taken."""
    found = recorded(BENCH)["machine"]
    return [
        "Times are from: "
        + ", ".join(f"{k} {v}" for k, v in found.items())
        + "."
    ]


def aims() -> list[str]:
    """Each aim of the book, where it holds, and where it does not."""
    judged = {
        f"Run eagerly, a snippet takes at most {SLOWER:g} of the time of the "
        "fastest other implementation that is right in float32.": _speed(),
        "It keeps no more memory for the backward pass than any other "
        "implementation.": _memory(),
        f"Compiled, it takes at most {BUILTIN:g} times what PyTorch's nearest "
        "loss takes, run eagerly.": _compiled(EAGER),
        f"It takes at most {BUILTIN:g} times what that loss takes when it is "
        "compiled too.": _compiled(COMPILED),
    }
    rows = []
    for aim, (limit, cases) in judged.items():
        if not cases:
            continue  # no compiler where it was measured
        off: dict[str, float] = {}
        for name, ratio in cases:
            if ratio > limit:
                off[name] = max(off.get(name, 0), ratio)
        holds = sum(ratio <= limit for _, ratio in cases)
        where = ", ".join(
            f"{title(name).lower()} {_ratio(ratio)}"
            for name, ratio in off.items()
        )
        rows.append(
            f"| {aim} | {holds} of {len(cases)} | {where or 'nowhere'} |"
        )
    return [
        "| Aim | Holds in | Where not, the factor at worst |",
        "|---|--:|---|",
        *rows,
    ]


def _speed() -> tuple[float, list[tuple[str, float]]]:
    found = []
    for name, ours, others in _pairs():
        right = [other for other in others if _is_right(name, other)]
        for key, cell in _cells(ours, EAGER).items():
            times = [_cells(other, EAGER)[key]["ratio"] for other in right]
            if times:
                found.append((name, cell["ratio"] / min(times)))
    return SLOWER, found


def _memory() -> tuple[float, list[tuple[str, float]]]:
    found = []
    for name, ours, others in _pairs():
        for (key, size), cell in _cells(ours, EAGER).items():
            kept = [_cells(other, EAGER)[key, size]["kept"] for other in others]
            if kept and key == "both":
                least = min(kept)
                # The result itself is kept by some: a number for the batch.
                no_more = cell["kept"] <= least + 0.05
                factor = cell["kept"] / least if least else math.inf
                found.append((name, 1.0 if no_more else factor))
    return SAME, found


def _compiled(mode: str) -> tuple[float, list[tuple[str, float]]]:
    """Ours compiled, over PyTorch's nearest loss in that mode."""
    found = []
    for name, loss in recorded(BENCH)["losses"].items():
        ours, nearest = loss["entries"][0], _cells(loss["entries"][-1], mode)
        for key, cell in _cells(ours, COMPILED).items():
            found.append((name, cell["ratio"] / nearest[key]["ratio"]))
    return BUILTIN, found


def _pairs() -> list[tuple[str, dict, list[dict]]]:
    """A loss, our entry, and those of the others that are the same loss."""
    return [
        (
            name,
            loss["entries"][0],
            [e for e in loss["entries"][1:] if e["same"]],
        )
        for name, loss in recorded(BENCH)["losses"].items()
    ]


def _is_right(name: str, entry: dict) -> bool:
    found = recorded(ACCURACY)
    limit = found["limits"]["float32"]
    for each in found["losses"][name]:
        if (each["maker"], each["name"]) == (entry["maker"], entry["name"]):
            rows = [row for row in each["rows"] if row["dtype"] == "float32"]
            adds_up = (each["many"] or 0) <= limit
            return adds_up and not any(row["wrong"] for row in rows)
    return False


def _cells(entry: dict, mode: str) -> dict[tuple[str, int], dict]:
    return {
        (row["pass"], row["size"]): row
        for row in entry["rows"]
        if row["mode"] == mode
    }


def _sizes(losses: dict) -> list[int]:
    first = next(iter(losses.values()))["entries"][0]
    return sorted({row["size"] for row in first["rows"]})


def _ratio(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2f}"


def _power(size: int) -> str:
    return "10" + str(len(str(size)) - 1).translate(
        str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    )
