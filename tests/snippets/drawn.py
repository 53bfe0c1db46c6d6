"""What each figure shows: its frame, its lines, its words.

`make update` writes it for all figures into drawn.json, to be read in the diff.
The tests of single figures say that the curves are right; this says that a
range, a tick, a style or a word did not change unseen.
"""

import functools
import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from lossbook.dependencies import read
from lossbook.generate import figures
from lossbook.generate.figures import SCRIPTS, palette, render, use_style

RECORD = Path(__file__).with_name("drawn.json")
# A figure of measurements changes with them; its test compares it with them.
NAMES = sorted(
    script.stem
    for script in SCRIPTS.glob("*.py")
    if not read(script.read_text("utf-8"), str(script))
)


@functools.cache
def drawn(name: str) -> tuple[str, list[str]]:
    """One figure, drawn once: its SVG, and its facts."""
    plt.switch_backend("agg")
    use_style()
    figure = figures.drawn(name)
    svg = render(figure, f"snippets/figures/{name}.py:1")
    return svg, facts(figure)


def facts(figure: Figure) -> list[str]:
    """A figure's facts, a line each, in the order of its panels."""
    figure.canvas.draw()
    found = ["size " + numbers(figure.get_size_inches())]
    for panel, axes in enumerate(figure.axes, 1):
        found += [f"{panel}: {fact}" for fact in panel_facts(axes)]
    return found


def panel_facts(axes) -> list[str]:
    found = [f"title {axes.get_title('left') or axes.get_title()!r}"]
    for side, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        ticks = [tick for tick in axis.get_ticklocs() if low <= tick <= high]
        found += [
            f"{side} {axis.get_label_text()!r} {axis.get_scale()}",
            f"{side} from {numbers(axis.get_view_interval())}",
            f"{side} ticks {numbers(ticks)}",
        ]
        if not any(line.get_visible() for line in axis.get_gridlines()):
            found.append(f"{side} without a grid")
    for line in axes.lines:
        x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
        some = [0, len(y) // 3, len(y) // 2, -1] if len(y) else []
        start, dashes = line._unscaled_dash_pattern
        label = line.get_label()
        found.append(
            f"line {'' if label.startswith('_') else repr(label)} "
            f"of {len(y)}, {colour(line.get_color())}, "
            f"width {line.get_linewidth():g}, "
            f"dashes {numbers(dashes or ())}"
            f"{f' from {start:g}' if start else ''}, "
            f"marker {line.get_marker()} {line.get_markersize():g}, "
            f"alpha {line.get_alpha()}: "
            f"x {numbers(np.asarray(x, float)[some])}, "
            f"y {numbers(np.asarray(y, float)[some])}"
        )
    for shape in (*axes.collections, *axes.patches):
        corners = np.concatenate(
            [path.vertices for path in paths(shape)] or [np.zeros((1, 2))]
        )
        found.append(
            f"{type(shape).__name__} {fill(shape)} "
            f"from {numbers(corners.min(axis=0))} "
            f"to {numbers(corners.max(axis=0))}, alpha {shape.get_alpha()}, "
            f"width {numbers(np.ravel(shape.get_linewidth()))}"
        )
    for text in axes.texts:
        at = numbers(np.asarray(getattr(text, "xy", text.get_position())))
        found.append(
            f"text {text.get_text()!r} {colour(text.get_color())} "
            f"{text.get_ha()} {text.get_va()}, "
            f"size {text.get_fontsize():g}, from {at} "
            f"to {numbers(np.asarray(text.get_position()))}"
        )
    if legend := axes.get_legend():
        words = [text.get_text() for text in legend.get_texts()]
        found.append(f"legend {words} at {legend._loc}, {legend._ncols} wide")
    return found


def colour(value) -> str:
    """Its name in the palette; the palette itself may change."""
    names = {code: name for name, code in palette()["default"].items()}
    return names.get(to_hex(value), to_hex(value))


def fill(shape) -> str:
    """The colour inside a shape, or each one of a collection's."""
    colours = np.atleast_2d(shape.get_facecolor())
    return " ".join(colour(tuple(map(float, each[:3]))) for each in colours)


def paths(shape) -> list:
    """The outlines of a collection or a patch, in the data's units."""
    if hasattr(shape, "get_paths"):
        return shape.get_paths()
    return [shape.get_path().transformed(shape.get_patch_transform())]


def numbers(values) -> str:
    """To three digits; what is nothing beside the largest is 0."""
    values = [float(value) for value in values]
    least = 1e-6 * max(map(abs, values), default=0)
    return ", ".join(f"{0 if abs(v) < least else v:.3g}" for v in values)


def record(names: list[str]) -> int:
    """Write what the named figures show; 0, as it cannot fail."""
    recorded = json.loads(RECORD.read_text("utf-8"))
    for name in names:
        if recorded.get(name) != drawn(name)[1]:
            recorded[name] = drawn(name)[1]
            print(f"snippets/figures/{name}.py: what it draws is on record")
    kept = {name: recorded[name] for name in NAMES if name in recorded}
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    RECORD.write_text(text + "\n", "utf-8")
    return 0
