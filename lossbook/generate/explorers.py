"""Computes the explorers: snippets/explorers/focal_loss.py, focal_loss.js.

A script there names its sliders and panels, and has a function `explore()` that
takes one value of each slider and returns the lines of each panel. It is called
here for every combination, so what a reader sees is what the snippets' own
functions return. An unchanged explorer is not computed again.
"""

import importlib
import itertools
import json
import sys
from pathlib import Path
from typing import Any

from lossbook.dependencies import digest
from lossbook.generate import scripts
from lossbook.paths import SNIPPETS

SCRIPTS = SNIPPETS / "explorers"
# What the eye can see, and what is shown: three decimals, shipped as integers.
UNIT = 1000


def computed() -> dict[str, Path]:
    """Each explorer's name and its data; those out of date are computed first.

    Raises:
        BookError: a script raised.
    """
    return scripts.kept("explorers", ".js", state)


def state(script: Path) -> str:
    """A digest of all that a script's data depend on."""
    return digest(script, Path(__file__))


def read(path: Path) -> dict:
    """The data in a file that `script_of` wrote."""
    data = path.read_text("utf-8").partition(" = ")[2]
    return json.loads(data.rstrip(";\n"))


def script_of(name: str) -> str:
    """The data as a classic script: a page opened from a disk cannot fetch."""
    data = json.dumps(data_of(name), ensure_ascii=False, separators=(",", ":"))
    return f'(window.explorers ??= {{}})["{name}"] = {data};\n'


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


if __name__ == "__main__":
    sys.exit(scripts.main("explorers", ".js", state, script_of))
