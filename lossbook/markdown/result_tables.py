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
    limits = found["limits"]
    if dtype:
        limits = {dtype: limits[dtype]}
    return _errors(found["losses"][loss], limits)


def _wrong(losses: dict) -> list[str]:
    rows = []
    for name, entries in losses.items():
        rows.append([f"**{title(name)}**"])
        for each in filter(itemgetter("rows"), entries):
            who = maker(each)
            if each["name"] != name:
                who += f" `{each['name']}`"
            rows.append([who, *_counts(each), each["nothing"]])
    return table(["Loss", "Numbers", *DTYPES, "No sample"], rows)


def _counts(entry: dict) -> list[str]:
    cells = []
    for dtype in DTYPES:
        rows = [row for row in entry["rows"] if row["dtype"] == dtype]
        wrong, nan = (sum(row[key] for row in rows) for key in ("wrong", "nan"))
        cells.append(bold(f"{wrong}, NaN" if nan else str(wrong), wrong))
    # In float64, the first, every number fits.
    points = (r["points"] for r in entry["rows"] if r["dtype"] == DTYPES[0])
    return [str(sum(points)), *cells]


def _errors(entries: list[dict], limits: dict[str, float]) -> list[str]:
    sizes = sorted({row["size"] for each in entries for row in each["rows"]})
    head = ["Largest error", f"≤ {sizes[0]:g}", *map("{:g}".format, sizes[1:])]
    rows = []
    for dtype, limit in limits.items():
        rows.append([f"**{dtype}**, bound {limit:.0e}"])
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
    ours: list[bool] = []
    others: list[bool] = []
    for name, entries in found["losses"].items():
        lines += ["", f"| {title(name)} | error |", "|---|---|"]
        for each in filter(itemgetter("rows"), entries):
            row = worst_in_float32(each, limit)
            whose = ours if each is entries[0] else others
            whose.append(not row["wrong"])
            unknown = row["nan"] or row["infinite"]
            at = _place(1 if unknown else max(row["value"], row["gradient"]))
            drawn = f'<i style="--at: {at:.1%}"></i>'
            lines.append(f"| {each['maker']} | {drawn} {_error(row)} |")
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


def worst_in_float32(entry: dict, limit: float) -> dict:
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
        [who, *(error(of[who], of[who] > limit) for of in penalties.values())]
        for who in next(iter(penalties.values()))
    ]
    return table(head, rows)


def faults() -> list[str]:
    """A row for each input to which another implementation answers wrongly."""
    rows, before = [], ""
    for each in recorded(FAULTS)["faults"]:
        if each["loss"] != before:
            before = each["loss"]
            rows.append([f"**{title(before)}**"])
        there, here = each["there"], each["here"]
        who = f"{each['asked']}<br>{maker(each)} `{each['name']}`"
        rows.append([who, bold(there, there != here), here])
    return table(["Input, and where", "There", "Here"], rows)


def audit() -> list[str]:
    """A row a page; bold beyond the budget, which is the first row."""
    found = recorded(AUDIT)
    measures = found["measures"]
    rows = [["Budget", *(each["budget"] for each in measures)]]
    measured = {page["page"]: page for page in found["pages"]}
    for address in addresses():
        cells = ["not measured"]
        if page := measured.get(address):
            pairs = zip(page["shown"], page["kept"], strict=True)
            cells = [bold(text, not kept) for text, kept in pairs]
        rows.append([f"`/{address}`", *cells])
    return [
        *table(["Page", *(each["name"] for each in measures)], rows),
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
            bold(each["shown"], not each["kept"]),
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
        page, _ = chapters_of(f"snippets/{script}")[0]
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


def _error(row: dict) -> str:
    if row["nan"] or row["infinite"]:
        return bold("NaN" if row["nan"] else "inf", row["wrong"])
    return error(max(row["value"], row["gradient"]), row["wrong"])


def error(found: float, wrong: object) -> str:
    """A relative error, in bold if it is beyond its bound."""
    text = "≥ 1" if found >= 1 else f"{found:.0e}" if found else "0"
    return bold(text, wrong)


def bold(text: str, wrong: object) -> str:
    """A cell, in bold if what it says should not be."""
    return f"**{text}**" if wrong else text
