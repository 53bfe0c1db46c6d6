"""Writes the names of lines at the lines, where a legend would name them.

A label stands in its line's colour, beside it on free ground or, where there is
none, on it. It is nearer to its line than to any other. Where one line finds no
such place, its panel has a legend, if no other panel names the same lines.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

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
    ink = _ink(figure)
    named: set[str] = set()
    unnamed: list[dict[str, Line2D]] = []
    for axes in legends:
        lines, names = axes.get_legend_handles_labels()
        with_labels = _labelled(axes, lines, names, ink)
        if with_labels is not None:
            ink = with_labels
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
        box = legend.get_window_extent()
        alone = missing.keys() == set(names)
        if alone and _free(_sums(ink), box.min, box.max):
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


def _labelled(
    axes: Axes, lines: list[Line2D], names: list[str], ink: np.ndarray
) -> np.ndarray | None:
    """Write the names of all lines, or none if one finds no place.

    Returns:
        The ink with theirs, if they are written.
    """
    ink, written = ink.copy(), np.zeros_like(ink)
    under: dict[int, np.ndarray] = {}  # the ink without a line, by its number
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
        free = _sums(ink)
        found = {}
        for number, label in waiting.items():
            places = _places(label, paths, number, BESIDE, free)
            if not places and lines[number].get_linestyle() != "None":
                if number not in under:
                    under[number] = _ink(axes.figure, lines[number])
                places = _places(
                    label, paths, number, ON, _sums(under[number] | written)
                )
            found[number] = max(places, key=lambda x: x.score, default=None)
        best = {x: place for x, place in found.items() if place}
        if len(best) < len(found):
            for label in labels.values():
                label.remove()
            return None
        # The one that has the least choice goes first.
        number = min(best, key=lambda x: best[x].score)
        label = waiting.pop(number)
        _put(label, best[number], axes)
        box = label.get_window_extent()
        (left, bottom), (right, top) = box.get_points().astype(int)
        for each in (ink, written):
            each[bottom : top + 1, left : right + 1] = True
    return ink


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


def _ink(figure: Figure, without: Line2D | None = None) -> np.ndarray:
    """Draw a figure, which lays out its panels; return what is drawn on."""
    if without:
        without.set_visible(False)
    figure.canvas.draw()
    if without:
        without.set_visible(True)
    pixels = np.asarray(figure.canvas.buffer_rgba())[::-1, :, :3].astype(int)
    return abs(pixels - pixels[0, 0]).max(axis=2) > FAINT


def _sums(ink: np.ndarray) -> np.ndarray:
    """How many pixels are drawn on below and to the left of each."""
    return np.pad(ink.cumsum(0).cumsum(1), ((1, 0), (1, 0)))


def _free(sums: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Whether nothing is drawn in boxes, nor next to them."""
    left, bottom = (low - 2).astype(int).T
    right, top = (high + 3).astype(int).T
    return (
        sums[top, right] + sums[bottom, left]
        == sums[bottom, right] + sums[top, left]
    )


def _places(
    label: Annotation,
    paths: list[np.ndarray],
    number: int,
    sides: list[tuple[int, int]],
    sums: np.ndarray,
) -> list[_Place]:
    """Where the label of a line may stand, the best place on each side."""
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
    found = []
    for side in sides:
        gap = GAP * pixel / max(np.hypot(*side), 1)
        points = own[::3]
        corners = points + np.array(side) * gap
        corners = corners - size * (1 - np.array(side)) / 2
        inside = ((low <= corners) & (corners + size <= high)).all(axis=1)
        points, corners = points[inside], corners[inside]
        free = _free(sums, corners, corners + size)
        points, corners = points[free], corners[free]
        near = _distances(corners, corners + size, paths[number])
        far = _distances(corners, corners + size, others)
        score = np.minimum(far / pixel, ENOUGH) - near / pixel
        score = score.round(2)  # which no processor computes otherwise
        score[far - near <= APART * pixel] = -np.inf
        if (score > -np.inf).any():
            best = score.argmax()
            found.append(_Place(score[best], points[best], side))
    return found


def _distances(
    low: np.ndarray, high: np.ndarray, points: np.ndarray
) -> np.ndarray:
    """From each box to the nearest of some points."""
    low, high = low[:, np.newaxis], high[:, np.newaxis]
    outside = np.maximum(low - points, points - high).clip(0)
    return np.hypot(*np.moveaxis(outside, -1, 0)).min(axis=1)


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
