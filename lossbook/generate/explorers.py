"""Computes the explorers: snippets/explorers/focal_loss.py, focal_loss.js.

A script there names its sliders and panels, and has a function `explore()` that
takes one value of each slider and returns the lines of each panel. It is called
here for every combination, so what a reader sees is what the snippets' own
functions return. An unchanged explorer is not computed again.

It may name presets, values of some sliders each, and a line of code, in which
the names of what `explore()` takes stand in braces for the sliders' values. A
line looks like the loss that its name begins with, or that LOSSES gives to it.
"""

import itertools
import json
from inspect import signature
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

from lossbook import cache
from lossbook.dependencies import digest, loaded
from lossbook.errors import BookError, suggestion
from lossbook.generate import scripts
from lossbook.generate.workers import Job
from lossbook.paths import SNIPPETS

SCRIPTS = SNIPPETS / "explorers"
# What the eye can see, and what is shown: three decimals, shipped as integers.
UNIT = 1000


def jobs() -> list[Job]:
    """A job for each explorer."""
    scripts = sorted(SCRIPTS.glob("*.py"))
    return [Job("explorers", (script.stem,)) for script in scripts]


def entry(name: str) -> Path:
    """Where the data of an explorer are kept."""
    script = SCRIPTS / f"{name}.py"
    return cache.entry(
        "explorers", name, cache.key(digest(script), loaded(__file__))
    )


def make(name: str) -> bytes:
    """The data as a classic script: a page opened from a disk cannot fetch."""
    data = json.dumps(data_of(name), ensure_ascii=False, separators=(",", ":"))
    return f'(window.explorers ??= {{}})["{name}"] = {data};\n'.encode()


@cache.for_one_build
def read(name: str) -> dict:
    """The data of an explorer, which a build has computed before."""
    script = cache.kept(entry(name), lambda: make(name)).decode()
    return json.loads(script.partition(" = ")[2].rstrip(";\n"))


def data_of(name: str) -> dict:
    """What assets/explorer.js draws, computed now.

    A line's `y`, and its `x` where it has its own, is nested by the sliders;
    the innermost lists are the points. A slider that a line does not depend on
    has one entry.

    Raises:
        BookError: a value is not finite, START is not on a slider, …
    """
    import numpy as np

    needed = ("PANELS", "SLIDERS", "START", "explore")
    explorer = scripts.load("explorers", name, *needed)
    if hasattr(explorer, "X"):
        scripts.load("explorers", name, "X_LABEL", "X_START")
    where = scripts.place(explorer, "explore")
    sliders = explorer.SLIDERS
    shape = [len(values) for values in sliders.values()]
    lines: dict[tuple[str, str, str], np.ndarray] = {}
    for index, cell in zip(
        np.ndindex(*shape), itertools.product(*sliders.values()), strict=True
    ):
        for panel, drawn in explorer.explore(*cell).items():
            if panel not in explorer.PANELS:
                way_out = suggestion(panel, explorer.PANELS)
                raise BookError(
                    f"{where}: no panel {panel} in PANELS; {way_out}"
                )
            for label, line in drawn.items():
                pair = line if isinstance(line, tuple) else (None, line)
                for axis, values in zip("xy", pair, strict=True):
                    if values is None:
                        continue
                    values = np.asarray(values, dtype=float)
                    of = f"{where}: {label} of {panel} at {cell}: {axis}"
                    if not np.isfinite(values).all():
                        raise BookError(f"{of} is not finite; leave it out")
                    whole = lines.setdefault(
                        (panel, label, axis),
                        np.zeros((*shape, len(values)), dtype=int),
                    )
                    if len(values) != whole.shape[-1]:
                        raise BookError(
                            f"{of} has {len(values)} points, and "
                            f"{whole.shape[-1]} elsewhere; return as many"
                        )
                    whole[index] = np.rint(values * UNIT)
    panels = {
        title: {"title": title, "lines": {}, **_axis(explorer), **options}
        for title, options in explorer.PANELS.items()
    }
    for (panel, label, axis), whole in lines.items():
        for number in range(len(shape)):
            first = whole.take([0], axis=number)
            whole = first if (whole == first).all() else whole
        panels[panel]["lines"].setdefault(label, {})[axis] = whole.tolist()
    data: dict[str, Any] = {
        "unit": UNIT,
        "sliders": _sliders(explorer),
        "panels": list(panels.values()),
        "presets": {
            name: _preset(explorer, name, chosen)
            for name, chosen in getattr(explorer, "PRESETS", {}).items()
        },
        "line": getattr(explorer, "LINE", ""),
        "losses": getattr(explorer, "LOSSES", {}),
    }
    if hasattr(explorer, "X"):
        data["x"] = np.rint(np.asarray(explorer.X) * UNIT).astype(int).tolist()
    return data


def _axis(explorer: ModuleType) -> dict:
    """What the panels have in common: the values across, and their name."""
    if not hasattr(explorer, "X"):
        return {}
    ends = [round(float(explorer.X[end]), 4) for end in (0, -1)]
    return {"xlim": ends, "xlabel": explorer.X_LABEL}


def _sliders(explorer: ModuleType) -> list[dict]:
    """Each slider, the marker's last: what it is called, and its values.

    Raises:
        BookError: LINE names what is on no slider.
    """
    names = list(signature(explorer.explore).parameters)
    line = getattr(explorer, "LINE", "")
    shown = {field for _, field, _, _ in Formatter().parse(line) if field}
    for unknown in shown - set(names):
        raise BookError(
            f"{scripts.place(explorer, 'LINE')}: LINE has {{{unknown}}}, which "
            f"explore() does not take; {suggestion(unknown, names)}"
        )
    found = []
    for name, (label, values), start in zip(
        names, explorer.SLIDERS.items(), explorer.START, strict=True
    ):
        slider = {
            "label": label,
            "name": name,
            "texts": [_text(value) for value in values],
            "start": _place(explorer, "START", start, values),
        }
        if name in shown:
            slider["codes"] = [repr(value) for value in values]
        found.append(slider)
    if hasattr(explorer, "X"):
        x = [round(float(value), 4) for value in explorer.X]
        start = _place(explorer, "X_START", explorer.X_START, x)
        texts = [_text(value) for value in x]
        label = explorer.X_LABEL
        place = {"label": label, "name": "x", "texts": texts, "start": start}
        found.append(place)
    return found


def _preset(
    explorer: ModuleType, name: str, chosen: dict[str, object]
) -> list[int | None]:
    """Where a preset puts each slider; None where it leaves one."""
    sliders = explorer.SLIDERS
    for label in chosen.keys() - sliders.keys():
        raise BookError(
            f"{scripts.place(explorer, 'PRESETS')}: {name}: there is no slider "
            f"{label}; {suggestion(label, sliders)}"
        )
    return [
        _place(explorer, "PRESETS", chosen[label], values, f"{name}: {label}")
        if label in chosen
        else None
        for label, values in sliders.items()
    ]


def _place(
    explorer: ModuleType,
    name: str,
    value: object,
    values: list,
    called: str = "",
) -> int:
    """Where on a slider a value is."""
    if value not in values:
        where = scripts.place(explorer, name)
        on = ", ".join(map(str, values))
        raise BookError(
            f"{where}: {called or name} {value} is not on its slider: {on}"
        )
    return values.index(value)


def _text(value: float | str | None) -> str:
    """A slider's value as it is read; the minus sign of a number is one."""
    if value is None or isinstance(value, str):
        return value or "none"
    return f"{value:zg}".replace("-", "−")
