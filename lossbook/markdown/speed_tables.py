"""Tables of what the losses cost, and whether the book's aims hold."""

import math
from collections.abc import Iterator

from lossbook.dependencies import code
from lossbook.markdown.result_tables import worst_in_float32
from lossbook.paths import ROOT, SNIPPETS
from lossbook.result_files import ACCURACY, BENCH, recorded, table, title
from lossbook.sources import relative

PASSES = ("forward", "both")
EAGER, COMPILED = "eager", "compiled"
# What a snippet is compared in: the factor that is allowed, and the aim.
AIMS = {
    "time": (
        1.05,
        "Run eagerly, a snippet takes at most {:g} of the time of the fastest "
        "other implementation that is right in float32.",
    ),
    "memory": (
        1,
        "It keeps no more memory for the backward pass than any other "
        "implementation.",
    ),
    EAGER: (
        2,
        "Compiled, it takes at most {:g} times what PyTorch's nearest loss "
        "takes, run eagerly.",
    ),
    COMPILED: (
        2,
        "It takes at most {:g} times what that loss takes when it is compiled "
        "too.",
    ),
}


def changed(digests: dict[str, str]) -> str:
    """The files whose code is not what it was, as a sentence names them."""
    return ", ".join(
        f"`{path}`"
        for path, before in digests.items()
        if not (ROOT / path).exists() or code(path) != before
    )


def bench() -> list[str]:
    """Every time, relative to PyTorch's nearest loss, and the memory kept."""
    losses = recorded(BENCH)["losses"]
    first = next(iter(losses.values()))["entries"][0]
    sizes = sorted({row["size"] for row in first["rows"]})
    head = ["Forward, then with backward", *map(_power, sizes)]
    head += [*map(_power, sizes), "Bytes kept"]
    rows = []
    for name, loss in losses.items():
        rows.append([f"**{title(name)}**"])
        for each in loss["entries"]:
            for mode in (EAGER, COMPILED):
                if cells := _cells(each, mode):
                    who = each["maker"] + ", compiled" * (mode == COMPILED)
                    times = [
                        _ratio(cells[key, size]["ratio"])
                        for key in PASSES
                        for size in sizes
                    ]
                    kept = cells["both", sizes[-1]]["kept"]
                    rows.append([who, *times, f"{kept:.1f}"])
    lines = table(head, rows)
    timed = {loss["path"]: loss["code"] for loss in losses.values()}
    if since := changed(timed):
        lines += ["", f"Changed since they were timed: {since}."]
    files = map(relative, sorted((SNIPPETS / "losses").glob("*.py")))
    if missing := [f"`{path}`" for path in files if path not in timed]:
        lines += ["", f"Not measured: {', '.join(missing)}."]
    return lines


def machine() -> list[str]:
    """Where the times were taken."""
    found = recorded(BENCH)["machine"]
    where = ", ".join(f"{name} {of}" for name, of in found.items())
    return [f"Times are from: {where}."]


def aims() -> list[str]:
    """Each aim of the book, where it holds, and where it does not."""
    factors = list(_factors())
    lines = [
        "| Aim | Holds in | Where not, the factor at worst |",
        "|---|--:|---|",
    ]
    for about, (limit, aim) in AIMS.items():
        cases = [(name, factor) for x, name, factor in factors if x == about]
        off: dict[str, float] = {}
        for name, factor in cases:
            if factor > limit:
                off[name] = max(off.get(name, 0), factor)
        holds = sum(factor <= limit for _, factor in cases)
        where = ", ".join(
            f"{title(name).lower()} {_ratio(factor)}"
            for name, factor in off.items()
        )
        lines.append(
            f"| {aim.format(limit)} | {holds} of {len(cases)} "
            f"| {where or 'nowhere'} |"
        )
    return lines


def _factors() -> Iterator[tuple[str, str, float]]:
    """What each aim is about, by loss: ours, over the least elsewhere."""
    for name, loss in recorded(BENCH)["losses"].items():
        ours, *others = loss["entries"]
        same = [each for each in others if each["same"]]
        right = [each for each in same if _is_right(name, each)]
        for key, cell in _cells(ours, EAGER).items():
            if right:
                times = [_cells(each, EAGER)[key]["ratio"] for each in right]
                yield "time", name, cell["ratio"] / min(times)
            if same and key[0] == "both":
                least = min(_cells(each, EAGER)[key]["kept"] for each in same)
                # The result itself is kept by some: a number for the batch.
                no_more = cell["kept"] <= least + 0.05
                factor = cell["kept"] / least if least else math.inf
                yield "memory", name, 1 if no_more else factor
        for key, cell in _cells(ours, COMPILED).items():
            for mode in (EAGER, COMPILED):
                nearest = _cells(others[-1], mode)[key]
                yield mode, name, cell["ratio"] / nearest["ratio"]


def _is_right(name: str, entry: dict) -> bool:
    found = recorded(ACCURACY)
    limit = found["limits"]["float32"]
    return any(
        not worst_in_float32(each, limit)["wrong"]
        for each in found["losses"][name]
        if (each["maker"], each["name"]) == (entry["maker"], entry["name"])
    )


def _cells(entry: dict, mode: str) -> dict[tuple[str, int], dict]:
    return {
        (row["pass"], row["size"]): row
        for row in entry["rows"]
        if row["mode"] == mode
    }


def _ratio(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2f}"


def _power(size: int) -> str:
    return "10" + "⁰¹²³⁴⁵⁶⁷⁸⁹"[len(str(size)) - 1]
