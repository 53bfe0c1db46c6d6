"""Writes the names of lines at the lines, where a legend would name them.

A label stands in its line's colour, beside it on free ground or, where there is
none, on it. It is nearer to its line than to any other. Where one line finds no
such place, its panel has a legend, if no other panel names the same lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

GAP = 4  # points from a line to its label
APART = 7  # points by which another line is further away
ENOUGH = 40  # points to other lines; more is no better
FAINT = 60  # of 255: what differs less from the paper, such as a grid
STEP = 2  # pixels from point to point of a line
BESIDE = [(x, y) for x, y in product((-1, 0, 1), repeat=2) if x or y]
ON = [(0, 0)]


def place(figure: Figure) -> None:
    """Replace the legends that are not needed."""
    FigureCanvasAgg(figure)  # whose pixels can be read
    legends = {
        axes: legend
        for axes in figure.axes
        if (legend := axes.get_legend())
        and all(isinstance(x, Line2D) for x in legend.legend_handles)
    }
    for legend in legends.values():
        legend.set_visible(False)
    figure.canvas.draw()  # which lays out the panels
    named: set[str] = set()
    unnamed: list[dict[str, Line2D]] = []
    for axes in legends:
        lines, names = axes.get_legend_handles_labels()
        if _labelled(axes, lines, names):
            named.update(names)
        else:
            unnamed.append(dict(zip(names, lines, strict=True)))
    missing = {
        name: line
        for panel in unnamed
        if not panel.keys() <= named
        for name, line in panel.items()
    }
    for axes, legend in legends.items():
        names = axes.get_legend_handles_labels()[1]
        size = legend.get_texts()[0].get_fontsize()
        alone = missing.keys() == set(names)
        if alone and _free(_drawn_on(figure), legend.get_window_extent()):
            legend.set_visible(True)
            missing = {}
        else:
            legend.remove()
    if missing:
        _over(figure, missing, size)


def _over(figure: Figure, lines: dict[str, Line2D], size: float) -> None:
    """Add a legend over the panels, in as few rows as there is room for."""
    for columns in range(len(lines), 0, -1):
        legend = figure.legend(
            lines.values(),
            lines.keys(),
            loc="outside upper center",
            ncols=columns,
            fontsize=size,
        )
        width, height = legend.get_window_extent().size
        if columns == 1 or width < figure.bbox.width:
            break
        legend.remove()
    figure.set_figheight(figure.get_figheight() + height / figure.dpi)


@dataclass(frozen=True)
class _Place:
    """Where a label may stand, and how well, as distances to other lines."""

    score: float
    point: np.ndarray
    side: tuple[int, int]


def _labelled(axes: Axes, lines: list[Line2D], names: list[str]) -> bool:
    """Write the names of all lines; write none if one finds no place."""
    paths = [_path(line) for line in lines]
    labels = {
        number: axes.annotate(
            name,
            (0, 0),
            (0, 0),
            xycoords="figure pixels",
            textcoords="offset points",
            color=line.get_color(),
            fontsize=axes.get_legend().get_texts()[0].get_fontsize(),
            in_layout=False,
            visible=False,
        )
        for number, (line, name) in enumerate(zip(lines, names, strict=True))
    }
    waiting = dict(labels)
    while waiting:
        found = {
            number: _best(label, paths, number, lines[number])
            for number, label in waiting.items()
        }
        best = {x: place for x, place in found.items() if place}
        if len(best) < len(found):
            for label in labels.values():
                label.remove()
            return False
        # The one that has the least choice goes first.
        number = min(best, key=lambda x: best[x].score)
        _put(waiting.pop(number), best[number], axes)
    return True


def _best(
    label: Annotation, paths: list[np.ndarray], number: int, line: Line2D
) -> _Place | None:
    """The best place beside a line or, if there is none, on it."""
    figure = line.axes.figure
    found = _places(label, paths, number, BESIDE, _drawn_on(figure))
    best = max(found, key=lambda place: place.score, default=None)
    if best is None and line.get_linestyle() != "None":
        line.set_visible(False)
        found = _places(label, paths, number, ON, _drawn_on(figure))
        line.set_visible(True)
        best = max(found, key=lambda place: place.score, default=None)
    return best


def _path(line: Line2D) -> np.ndarray:
    """The points of a line in its axes, STEP apart."""
    points = line.get_transform().transform(line.get_path().vertices)
    points = points[np.isfinite(points).all(axis=1)]
    if line.get_linestyle() != "None":
        steps = np.hypot(*np.diff(points, axis=0).T)
        along = np.concatenate([[0], np.cumsum(steps)])
        at = np.arange(0, along[-1], STEP)
        points = np.stack([np.interp(at, along, x) for x in points.T], axis=1)
    low, high = line.axes.bbox.min, line.axes.bbox.max
    return points[((low <= points) & (points <= high)).all(axis=1)]


def _drawn_on(figure: Figure) -> np.ndarray:
    """How many pixels are drawn on below and to the left of each."""
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[::-1, :, :3].astype(int)
    drawn = abs(pixels - pixels[0, 0]).max(axis=2) > FAINT
    return np.pad(drawn.cumsum(0).cumsum(1), ((1, 0), (1, 0)))


def _free(drawn_on: np.ndarray, box: Bbox) -> bool:
    """Whether nothing is drawn in a box, nor next to it."""
    left, bottom = (box.min - 2).astype(int)
    right, top = (box.max + 3).astype(int)
    return (
        drawn_on[top, right] + drawn_on[bottom, left]
        == drawn_on[bottom, right] + drawn_on[top, left]
    )


def _places(
    label: Annotation,
    paths: list[np.ndarray],
    number: int,
    sides: list[tuple[int, int]],
    drawn_on: np.ndarray,
) -> Iterator[_Place]:
    """Where the label of a line may stand."""
    axes = label.axes
    pixel = axes.figure.dpi / 72
    label.set_visible(True)
    size = label.get_window_extent().size
    label.set_visible(False)
    own = paths[number]
    others = np.concatenate(
        [*paths[:number], *paths[number + 1 :], [[np.inf] * 2]]
    )
    low, high = axes.bbox.min + pixel, axes.bbox.max - pixel
    if sides is ON:  # the line goes on to either side
        ends = int(size[0] / 2 + GAP * 2 * pixel) // STEP
        own = own[ends : len(own) - ends]
    for side in sides:
        gap = GAP * pixel / max(np.hypot(*side), 1)
        for point in own[::3]:
            corner = point + np.array(side) * gap
            corner = corner - size * (1 - np.array(side)) / 2
            box = Bbox([corner, corner + size])
            if (box.min < low).any() or (box.max > high).any():
                continue
            if not _free(drawn_on, box):
                continue
            near = _distance(box, paths[number])
            far = _distance(box, others)
            if far - near > APART * pixel:
                score = min(far / pixel, ENOUGH) - near / pixel
                yield _Place(score, point, side)


def _distance(box: Bbox, points: np.ndarray) -> float:
    """From a box to the nearest of some points."""
    outside = np.maximum(box.min - points, points - box.max).clip(0)
    return np.hypot(*outside.T).min()


def _put(label: Annotation, place: _Place, axes: Axes) -> None:
    across, up = place.side
    gap = GAP / max(np.hypot(across, up), 1)
    label.xy = tuple(axes.transData.inverted().transform(place.point))
    label.xycoords = "data"
    label.set_position((across * gap, up * gap))
    label.set_horizontalalignment(("center", "left", "right")[across])
    label.set_verticalalignment(("center", "bottom", "top")[up])
    if place.side in ON:
        paper = axes.get_facecolor()
        label.set_bbox({"facecolor": paper, "linewidth": 0, "pad": 1})
    label.set_visible(True)
