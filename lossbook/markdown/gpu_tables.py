"""Shows what `make gpu` found on a GPU; the tests refuse what is wrong."""

from itertools import groupby
from pathlib import PurePath

from lossbook.markdown.result_tables import bold, error
from lossbook.markdown.speed_tables import changed
from lossbook.result_files import GPU, maker, recorded, table, title

MODES = ("eager", "compiled")
DTYPES = ("float32", "float16", "bfloat16", "float64")


def gpu() -> list[str]:
    """The card, what has changed since, and the folded tables."""
    found = recorded(GPU)
    where = ", ".join(f"{name} {of}" for name, of in found["machine"].items())
    lines = [f"Measured on: {where}."]
    if since := changed(found["code"]):
        lines += ["", f"Changed since: {since}."]
    for part, (summary, rows) in PARTS.items():
        if found[part] is not None:
            lines += [
                "",
                '<details class="section" markdown>',
                f"<summary>{summary}</summary>",
                "",
                *rows(found[part]),
                "",
                "</details>",
            ]
    return lines


def _values(found: dict) -> list[str]:
    """The largest error by file and dtype; bold if a number is wrong."""
    rows = []
    for path, of in groupby(found["rows"], lambda row: row["path"]):
        by_dtype = list(of)
        rows.append([_name(path), by_dtype[0]["numbers"]])
        for row in by_dtype:
            worst = max(row["value"], row["gradient"])
            rows[-1].append(error(worst, row["wrong"]))
    limits = found["limits"].items()
    bounds = [f"{dtype}, bound {limit:.0e}" for dtype, limit in limits]
    return table(["Largest error", "Numbers", *bounds], rows)


def _autocast(found: dict) -> list[str]:
    """What comes out, by the dtype that goes in."""
    halves = ("float16", "bfloat16")
    rows = [
        [_name(row["name"]), *(_outcome(row[half]) for half in halves)]
        for row in found["ours"] + found["torch"]
    ]
    return table(["What comes out of", *halves], rows)


def _waits(found: dict) -> list[str]:
    """The lines that wait, and a count of what does not."""
    lines = []
    for part, key, what in (
        ("ours", "path", "snippets"),
        ("torch", "name", "losses of `torch.nn`"),
    ):
        rows = [
            [_name(row[key]), f"`{row['waits']}`"]
            for row in found[part]
            if row["waits"]
        ]
        of = len(found[part])
        lines += ["", f"{of - len(rows)} of {of} {what} never wait."]
        if rows:
            lines += ["", *table(["What waits", "Where"], rows)]
    return lines[1:]


def _costs(found: dict) -> list[str]:
    """Milliseconds and bytes an element, eager and compiled."""
    head = ["Forward and backward", *(f"{mode}, ms" for mode in MODES)]
    head += [f"{mode}, bytes an element" for mode in MODES]
    rows = []
    for name, loss in found["losses"].items():
        rows.append([f"**{title(name)}**"])
        for who, same in groupby(
            loss["rows"], lambda row: f"{maker(row)} `{row['name']}`"
        ):
            of = {row["mode"]: row for row in same}
            cells = [
                of.get(mode, {}).get(key)
                for key in ("milliseconds", "bytes")
                for mode in MODES
            ]
            rows.append([who, *("–" if x is None else f"{x:g}" for x in cells)])
    size = f"Of {found['size']:,} elements in float32."
    return [size, "", *table(head, rows)]


def _name(path: str) -> str:
    """`dice_loss`, of snippets/losses/dice_loss.py; a class as it is."""
    return f"`{PurePath(path).stem}`"


def _outcome(text: str) -> str:
    """A dtype as it is; what is refused, or not finite, in bold."""
    return bold(text.partition(":")[0], text not in DTYPES)


PARTS = {
    "values": ("How far each loss is from float64 on the CPU", _values),
    "autocast": ("What autocast makes of each loss", _autocast),
    "waits": ("What waits for the GPU", _waits),
    "costs": ("Time, and memory at the peak", _costs),
}
