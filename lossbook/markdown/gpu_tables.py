"""Shows what `make gpu` found on a GPU, or that nothing was measured on one."""

from itertools import groupby

from lossbook.markdown.speed_tables import code
from lossbook.paths import ROOT
from lossbook.result_files import GPU, maker, recorded, table, title

MODES = ("eager", "compiled")


def gpu() -> list[str]:
    """The card, what failed or has changed since, and the folded tables."""
    if not GPU.exists():
        return ["Nothing has been measured on a GPU yet."]
    found = recorded(GPU)
    where = ", ".join(f"{name} {of}" for name, of in found["machine"].items())
    lines = [f"Measured on: {where}."]
    for part, why in found["failed"].items():
        lines += ["", f"**The part “{part}” failed:** `{why}`"]
    changed = [
        f"`{path}`"
        for path, before in found["code"].items()
        if not (ROOT / path).exists() or code(path) != before
    ]
    if changed:
        lines += ["", f"Changed since: {', '.join(changed)}."]
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
    limits = found["limits"]
    rows, first = [], []
    for path, same in groupby(found["rows"], lambda row: row["path"]):
        of = {row["dtype"]: row for row in same}
        rows.append(
            [
                _name(path),
                str(of[next(iter(limits))]["numbers"]),
                *(_error(of[dtype]) for dtype in limits),
            ]
        )
        first += [
            f"- {_name(path)}, {dtype}: {row['wrong']} wrong, the first "
            f"`{row['first']}`"
            for dtype, row in of.items()
            if row["wrong"]
        ]
    bounds = [f"{dtype}, bound {limit:.0e}" for dtype, limit in limits.items()]
    lines = table(["Largest error", "Numbers", *bounds], rows)
    return [*lines, "", *first] if first else lines


def _autocast(found: dict) -> list[str]:
    """What comes out, by the dtype that goes in."""
    rows = [
        [name, _outcome(row["float16"]), _outcome(row["bfloat16"])]
        for names, part in ((_name, "ours"), (_code, "torch"))
        for row in found[part]
        for name in (names(row["name"]),)
    ]
    return table(["What comes out of", "float16", "bfloat16"], rows)


def _waits(found: dict) -> list[str]:
    """The lines that wait, and a count of what does not."""
    lines = []
    for names, part, what in (
        (lambda row: _name(row["path"]), "ours", "snippets"),
        (lambda row: _code(row["name"]), "torch", "losses of `torch.nn`"),
    ):
        waiting = [row for row in found[part] if row["waits"]]
        still = len(found[part]) - len(waiting)
        lines += ["", f"{still} of {len(found[part])} {what} never wait."]
        if waiting:
            rows = [[names(row), f"`{row['waits']}`"] for row in waiting]
            lines += ["", *table(["What waits", "Where"], rows)]
    return lines[1:]


def _costs(found: dict) -> list[str]:
    """Milliseconds and bytes an element, eager and compiled."""
    head = ["Forward and backward", *(f"{mode}, ms" for mode in MODES)]
    head += [f"{mode}, bytes an element" for mode in MODES]
    rows, failed = [], []
    for name, loss in found["losses"].items():
        rows.append([f"**{title(name)}**"] + [""] * (len(head) - 1))
        for who, same in groupby(
            loss["rows"], lambda row: f"{maker(row)} `{row['name']}`"
        ):
            of = {row["mode"]: row for row in same}
            rows.append(
                [who]
                + [_number(of.get(mode), "milliseconds") for mode in MODES]
                + [_number(of.get(mode), "bytes") for mode in MODES]
            )
            failed += [
                f"- {title(name)}, {who}, {mode}: `{row['failed']}`"
                for mode, row in of.items()
                if row["failed"]
            ]
    lines = [f"Of {found['size']:,} elements in float32.", ""]
    lines += table(head, rows)
    return [*lines, "", *failed] if failed else lines


def _name(path: str) -> str:
    """`dice_loss`, of snippets/losses/dice_loss.py."""
    return _code(path.rpartition("/")[2].removesuffix(".py"))


def _code(name: str) -> str:
    return f"`{name}`"


def _error(row: dict) -> str:
    worst = max(row["value"], row["gradient"])
    text = "≥ 1" if worst >= 1 else f"{worst:.0e}"
    return f"**{text}**" if row["wrong"] else text


def _outcome(text: str) -> str:
    """A dtype as it is; what is refused, or not finite, in bold."""
    if text in ("float32", "float16", "bfloat16", "float64"):
        return text
    error, _, _ = text.partition(":")
    return f"**{error}**"


def _number(row: dict | None, key: str) -> str:
    return "–" if row is None or row[key] is None else f"{row[key]:g}"


PARTS = {
    "values": ("How far each loss is from float64 on the CPU", _values),
    "autocast": ("What autocast makes of each loss", _autocast),
    "waits": ("What waits for the GPU", _waits),
    "costs": ("Time, and memory at the peak", _costs),
}
