"""Computes the explorers: snippets/explorers/focal_loss.py, focal_loss.js.

A script there names its sliders and panels, and has a function `explore()` that
takes one value of each slider and returns the lines of each panel. It is called
here for every combination, so what a reader sees is what the snippets' own
functions return. An unchanged explorer is not computed again.
"""

import importlib
import itertools
import json
from pathlib import Path
from typing import Any

from lossbook import cache
from lossbook.dependencies import digest, loaded
from lossbook.generate.workers import Job, done
from lossbook.paths import SNIPPETS

DOES = ("computing", "explorer")
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
    """The data of an explorer, computed first if they are out of date.

    Raises:
        BookError: the script raised.
    """
    script = done(Job("explorers", (name,))).decode()
    return json.loads(script.partition(" = ")[2].rstrip(";\n"))


def data_of(name: str) -> dict:
    """What assets/explorer.js draws, computed now.

    A line's `y`, and its `x` where it has its own, is nested by the sliders;
    the innermost lists are the points. A slider that a line does not depend on
    has one entry.

    Raises:
        ValueError: a value is not finite, or START is not on a slider.
    """
    import numpy as np

    explorer = importlib.import_module(f"snippets.explorers.{name}")
    sliders = explorer.SLIDERS
    shape = [len(values) for values in sliders.values()]
    lines: dict[tuple[str, str, str], np.ndarray] = {}
    for index, cell in zip(
        np.ndindex(*shape), itertools.product(*sliders.values()), strict=True
    ):
        for panel, drawn in explorer.explore(*cell).items():
            for label, line in drawn.items():
                pair = line if isinstance(line, tuple) else (None, line)
                for axis, values in zip("xy", pair, strict=True):
                    if values is None:
                        continue
                    values = np.asarray(values, dtype=float)
                    if not np.isfinite(values).all():
                        raise ValueError(
                            f"{label} of {panel} at {cell}: {axis}"
                        )
                    whole = lines.setdefault(
                        (panel, label, axis),
                        np.zeros((*shape, len(values)), dtype=int),
                    )
                    whole[index] = np.rint(values * UNIT)
    panels = {
        title: {"title": title, "lines": {}, **options}
        for title, options in explorer.PANELS.items()
    }
    for (panel, label, axis), whole in lines.items():
        for number in range(len(shape)):
            first = whole.take([0], axis=number)
            whole = first if (whole == first).all() else whole
        panels[panel]["lines"].setdefault(label, {})[axis] = whole.tolist()
    data: dict[str, Any] = {
        "unit": UNIT,
        "sliders": [
            {
                "label": label,
                "texts": [_text(value) for value in values],
                "start": values.index(start),
            }
            for (label, values), start in zip(
                sliders.items(), explorer.START, strict=True
            )
        ],
        "panels": list(panels.values()),
    }
    if hasattr(explorer, "X"):
        x = [round(float(value), 4) for value in explorer.X]
        start = x.index(explorer.X_START)
        texts = [_text(value) for value in x]
        place = {"label": explorer.X_LABEL, "texts": texts, "start": start}
        data["x"] = x
        data["sliders"].append(place)
    return data


def _text(value: float | str | None) -> str:
    """A slider's value as it is read; the minus sign of a number is one."""
    if value is None or isinstance(value, str):
        return value or "none"
    return f"{value:zg}".replace("-", "−")
