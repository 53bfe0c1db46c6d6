"""Shows what was measured: the snippets beside the same losses elsewhere.

The numbers come from the files that `make bench` and other commands write, and
from nowhere else.
"""

import math
from operator import itemgetter

from lossbook.markdown.snippet_index import chapters_of
from lossbook.result_files import (
    ACCURACY,
    AUDIT,
    DIAGNOSES,
    FAULTS,
    maker,
    recorded,
    table,
    title,
)
from lossbook.sources import addresses

DTYPES = ("float64", "float32", "bfloat16", "float16")
DECADES = 8  # that the axis of errors has, up to 1


def accuracy(loss: str = "", dtype: str = "") -> list[str]:
    """The whole comparison, or that of one loss, or of one loss and dtype."""
    found = recorded(ACCURACY)
    if not loss:
        return _wrong(found["losses"])
    dtypes = [dtype] if dtype else DTYPES
    limits = {dtype: found["limits"][dtype] for dtype in dtypes}
    return _errors(found["losses"][loss], limits)


def _wrong(losses: dict) -> list[str]:
    head = ["Loss", "Numbers", *DTYPES, "No sample"]
    rows = []
    for name, entries in losses.items():
        rows.append([f"**{title(name)}**"] + [""] * (len(head) - 1))
        for each in filter(itemgetter("rows"), entries):
            who = maker(each)
            if each["name"] != name:
                who += f" `{each['name']}`"
            rows.append([who, *_counts(each), each["nothing"]])
    return table(head, rows)


def _counts(entry: dict) -> list[str]:
    cells = []
    for dtype in DTYPES:
        rows = [row for row in entry["rows"] if row["dtype"] == dtype]
        wrong, nan = (sum(row[key] for row in rows) for key in ("wrong", "nan"))
        text = f"{wrong}, NaN" if nan else str(wrong)
        cells.append(f"**{text}**" if wrong else text)
    # In float64, the first, every number fits.
    points = (r["points"] for r in entry["rows"] if r["dtype"] == DTYPES[0])
    return [str(sum(points)), *cells]


def _errors(entries: list[dict], limits: dict[str, float]) -> list[str]:
    sizes = sorted({row["size"] for each in entries for row in each["rows"]})
    head = ["Largest error", f"≤ {sizes[0]:g}", *map("{:g}".format, sizes[1:])]
    rows = []
    for dtype, limit in limits.items():
        rows.append([f"**{dtype}**, bound {limit:.0e}"] + [""] * len(sizes))
        for each in entries:
            cells = {
                row["size"]: _error(row)
                for row in each["rows"]
                if row["dtype"] == dtype
            }
            if cells:
                who = maker(each) if len(limits) == 1 else each["maker"]
                rows.append([who, *(cells[size] for size in sizes)])
    return table(head, rows)


def worst() -> list[str]:
    """For each loss, the largest error of each implementation, drawn."""
    found = recorded(ACCURACY)
    limit = found["limits"]["float32"]
    lines: list[str] = []
    kept: dict[bool, list[bool]] = {True: [], False: []}
    for name, entries in found["losses"].items():
        lines += ["", f"| {title(name)} | error |", "|---|---|"]
        for each in filter(itemgetter("rows"), entries):
            row = _worst(each, limit)
            kept[each["maker"] == entries[0]["maker"]].append(not row["wrong"])
            unknown = row["nan"] or row["infinite"]
            at = _place(1 if unknown else max(row["value"], row["gradient"]))
            drawn = f'<i style="--at: {at:.1%}"></i>'
            lines.append(f"| {each['maker']} | {drawn} {_error(row)} |")
    ours, others = kept[True], kept[False]
    return [
        "In float32 the value and the gradient are right, as far as rounding "
        f"allows, in {sum(ours)} of {len(ours)} snippets and in {sum(others)} "
        f"of {len(others)} other implementations:",
        "",
        f'<div class="errors" style="--bound: {_place(limit):.3f}" markdown>',
        *lines,
        "",
        "</div>",
        "",
        "A dot is the largest relative error, on a logarithmic axis from "
        f"{10**-DECADES:.0e} to 1, where no digit is right. The line across is "
        f"the bound, {limit:.0e}; **bold** is beyond it.",
    ]


def _worst(entry: dict, limit: float) -> dict:
    """An entry's rows of float32 in one, with its error of many weights."""
    rows = [row for row in entry["rows"] if row["dtype"] == "float32"]
    many = entry["many"] or 0
    worst = {
        key: max((row[key] for row in rows), default=0)
        for key in ("value", "gradient", "nan", "infinite", "wrong")
    }
    worst["value"] = max(worst["value"], many)
    worst["wrong"] = worst["wrong"] or many > limit
    return worst


def _place(error: float) -> float:
    """Where on the axis an error stands, from 0 at its left end to 1."""
    decades = math.log10(error) + DECADES if error else 0
    return min(max(decades / DECADES, 0), 1)


def sums() -> list[str]:
    """Each penalty's error by package; bold beyond float32's bound."""
    found = recorded(ACCURACY)
    limit = found["limits"]["float32"]
    penalties = {
        name: {maker(each): each["many"] for each in entries}
        for name, entries in found["losses"].items()
        if entries[0]["many"] is not None
    }
    head = [f"{found['many']:,} weights", *map(title, penalties)]
    rows = [
        [who, *(_digits(errors[who], limit) for errors in penalties.values())]
        for who in next(iter(penalties.values()))
    ]
    return table(head, rows)


def _digits(error: float, limit: float) -> str:
    return f"**{error:.0e}**" if error > limit else f"{error:.0e}"


def faults() -> list[str]:
    """A row for each input to which another implementation answers wrongly."""
    rows, before = [], ""
    for each in recorded(FAULTS)["faults"]:
        if each["loss"] != before:
            before = each["loss"]
            rows.append([f"**{title(before)}**", "", ""])
        there, here = each["there"], each["here"]
        who = f"{each['asked']}<br>{maker(each)} `{each['name']}`"
        rows.append([who, _marked(there, there == here), here])
    return table(["Input, and where", "There", "Here"], rows)


def _error(row: dict) -> str:
    worst = max(row["value"], row["gradient"])
    text = "≥ 1" if worst >= 1 else f"{worst:.0e}" if worst else "0"
    text = "NaN" if row["nan"] else "inf" if row["infinite"] else text
    return f"**{text}**" if row["wrong"] else text


def audit() -> list[str]:
    """A row a page; bold beyond the budget, which is the first row."""
    found = recorded(AUDIT)
    names = [each["name"] for each in found["measures"]]
    rows = [["Budget", *(each["budget"] for each in found["measures"])]]
    measured = {page["page"]: page for page in found["pages"]}
    for address in addresses():
        cells = ["not measured"] + [""] * (len(names) - 1)
        if address in measured:
            page = measured[address]
            cells = list(map(_marked, page["shown"], page["kept"]))
        rows.append([f"`/{address}`", *cells])
    return [
        *table(["Page", *names], rows),
        "",
        f"{found['tools']}. A page over its budget was measured "
        f"{found['runs']} times, and the median stands here.",
    ]


def waits() -> list[str]:
    """A row for each thing that an author waits for."""
    rows = [
        [
            each["name"].capitalize(),
            each["budget"],
            _marked(each["shown"], each["kept"]),
        ]
        for each in recorded(AUDIT)["waits"]
    ]
    return table(["While writing", "Budget, s", "Measured, s"], rows)


def diagnoses() -> list[str]:
    """A row for each pitfall that is about a loss: what was seen of it."""
    found = recorded(DIAGNOSES)
    rows = []
    for each in found["pitfalls"]:
        script = f"pitfalls/{each['pitfall']}.py"
        ((page, _), *_) = chapters_of(f"snippets/{script}")
        link = f"[`{each['pitfall']}.py`](/{page}#{script})"
        seen = each["seen"].replace("|", r"\|")
        rows.append(f"| {link} | {seen or 'nothing'} |")
    count = sum(bool(each["seen"]) for each in found["pitfalls"])
    return [
        f"It finds {count} of the {len(rows)} pitfalls that are about a loss, "
        f"and nothing in {found['healthy']} batches without fault.",
        "",
        "| Pitfall | What it sees |",
        "|---|---|",
        *rows,
    ]


def _marked(text: str, kept: bool) -> str:
    return text if kept else f"**{text}**"
