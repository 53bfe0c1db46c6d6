"""Gives a figure its two forms: as it was drawn, and as wide as a phone.

On a phone the panels stand below each other, and words are as large as those of
the page around them.
"""

import itertools
import pickle
from collections import defaultdict

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.lines import Line2D
from matplotlib.text import Text

from lossbook.generate import line_labels
from lossbook.generate.figures import NARROW

MANY = 4  # panels; more of them stay in their grid
WIDTH = 358  # CSS pixels: what a page leaves of a phone's 390
LETTERS = 9.4  # points; 12.5 CSS pixels
THICK, THINNER = 2.7, 0.7  # points, and by how much from line to line
SINGLE, SQUARE, STACKED = 2.7, 3.9, 2.1  # inches


def forms(figure: Figure) -> dict[str, Figure]:
    """A figure by what its file's name ends with; each names its lines."""
    narrow = pickle.loads(pickle.dumps(figure))
    plt.close(narrow)  # or a notebook would show it, too
    _stack(narrow)
    both = {"": figure, NARROW: narrow}
    for form in both.values():
        _tell_apart(form)
        line_labels.place(form)
    return both


def _tell_apart(figure: Figure) -> None:
    """Draw each further line of one loss thinner than the one before."""
    for axes in figure.axes:
        alike = defaultdict(list)
        for line in axes.get_lines():
            if not line.get_label().startswith("_"):
                look = line.get_color(), str(line._unscaled_dash_pattern)
                alike[look].append(line)
        for lines in alike.values():
            for number, line in enumerate(lines):
                if len(lines) > 1:
                    line.set_linewidth(THICK * THINNER**number)
        if legend := axes.get_legend():
            lines, _ = axes.get_legend_handles_labels()
            for line, shown in zip(lines, legend.legend_handles, strict=True):
                if isinstance(line, Line2D):
                    shown.set_linewidth(line.get_linewidth())


def _stack(figure: Figure) -> None:
    """Make a figure as wide as a phone, its panels one below the other."""
    panels = [axes for axes in figure.axes if axes.get_subplotspec()]
    grid = panels[0].get_gridspec()
    height = figure.get_figheight() if grid.nrows > 1 else _height(panels[0])
    if grid.ncols > 1 and grid.ncols * grid.nrows <= MANY:
        panels = _in_order(panels, grid.ncols)
        below = GridSpec(len(panels), 1, figure)
        for place, axes in zip(below, panels, strict=True):
            axes.set_subplotspec(place)
            axes.tick_params(labelleft=True)
        for axes, after in itertools.pairwise(panels):
            if axes.get_xlabel() == after.get_xlabel() != "":
                axes.set_xlabel("")
                axes.tick_params(labelbottom=False)
        height = sum(map(_height, panels)) * (STACKED / SINGLE)
    figure.set_size_inches(WIDTH / 96, height)
    for text in figure.findobj(Text):
        text.set_fontsize(LETTERS)
    for axes in figure.axes:
        axes.tick_params(labelsize=LETTERS)


def _in_order(panels: list[Axes], columns: int) -> list[Axes]:
    """The panels from top to bottom, each with the name of its row."""
    for number, axes in enumerate(panels):
        if not axes.get_ylabel():
            axes.set_ylabel(panels[number - number % columns].get_ylabel())
    if all(axes.get_title("left") for axes in panels):
        return panels
    # Titles belong to columns, so these stay together.
    return [axes for n in range(columns) for axes in panels[n::columns]]


def _height(axes: Axes) -> float:
    """What one panel takes, alone."""
    return SQUARE if axes.get_aspect() == 1 else SINGLE
