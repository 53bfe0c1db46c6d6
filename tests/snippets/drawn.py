"""A figure as its reader sees it, to be held against a second computation.

A line's name is what the legend gives to its colour, dashes and width or, where
none does, the label that stands nearest to it, in its colour. So a legend or a
label at the wrong line gives it the wrong name, and a test computes other
values than those drawn.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from lossbook import cache
from lossbook.generate import figures
from lossbook.generate.figure_forms import forms
from lossbook.generate.figures import SCRIPTS
from lossbook.paths import ROOT

Points = tuple[object, object]
WIDE = ""
CLOSE = 5  # pixels of 1/100 inch: where colours say which of two lines is meant


@functools.cache
def drawn(name: str) -> dict[str, Figure]:
    """Both forms of a figure, drawn once, for the next build too."""
    both = forms(figures.drawn(name))
    cache.kept(figures.entry(name), lambda: figures.rendered(name, both))
    for form in both.values():
        plt.close(form)
        for each in form.findobj(lambda x: isinstance(x, Line2D | Text)):
            # "C0" would be another colour once another figure is drawn.
            each.set_color(to_hex(each.get_color()))
    return both


def published(name: str) -> dict[str, str]:
    """The SVGs of a figure as a build publishes them, by their addresses."""
    drawn(name)  # which keeps them, if no build has
    return figures.files(name, cache.read(figures.entry(name)))


def panels(name: str, form: str = WIDE) -> list["Panel"]:
    """The panels of a figure of snippets/figures/."""
    script = SCRIPTS / f"{name}.py"
    return panels_of(drawn(name)[form], place(script, "def draw("))


def place(script: Path, text: str) -> str:
    """The line of a script that begins so, as file:line."""
    before = script.read_text("utf-8").partition(text)[0]
    return f"{script.relative_to(ROOT)}:{before.count(chr(10)) + 1}"


def panels_of(figure: Figure, where: str) -> list["Panel"]:
    """The panels of any figure, in their order."""
    figure.canvas.draw()  # which makes the ticks
    return [Panel(axes, where) for axes in figure.axes]


def legends(figure: Figure) -> list[Legend]:
    """Those of the panels and those of the figure."""
    own = (axes.get_legend() for axes in figure.axes)
    return [*filter(None, own), *figure.legends]


def entries(legend: Legend) -> Iterator[tuple[object, str]]:
    """What a legend shows, with the text beside it."""
    for handle, text in zip(
        legend.legend_handles, legend.get_texts(), strict=True
    ):
        yield handle, text.get_text()


def style(line) -> tuple:
    """What tells one line, or one set of points, from another."""
    if not isinstance(line, Line2D):
        colour = to_hex(line.get_facecolor()[0])
        return colour, len(line.get_paths()[0].vertices)
    start, dashes = line._unscaled_dash_pattern
    dashes = () if line.get_linestyle() == "None" else (start, str(dashes))
    look = dashes, line.get_marker(), line.get_linewidth()
    return to_hex(line.get_color()), *look


@dataclass(frozen=True)
class Panel:
    """One panel of a figure, and where it is drawn."""

    axes: Axes
    where: str

    @property
    def title(self) -> str:
        return self.axes.get_title("left") or self.axes.get_title()

    def name(self, line) -> str:
        """What a reader takes it for; "" if nothing says."""
        own, figure = self.axes.get_legend(), self.axes.figure
        for each, text in self.labels:
            if each is line:
                return text
        for legend in filter(None, [own, *legends(figure)]):
            for handle, text in entries(legend):
                if style(handle) == style(line):
                    return text
        for axes in figure.axes:
            for each, text in Panel(axes, self.where).labels:
                if style(each) == style(line):
                    return text
        return ""

    @property
    def labels(self) -> list[tuple[Line2D, str]]:
        """The names that stand in the panel, each with the line nearest to it.

        Which texts are names is known from the lines; which is whose is seen.
        """
        axes = self.axes
        names = {line.get_label() for line in axes.lines}
        lines = [line for line in axes.lines if len(line.get_xdata())]
        found = []
        for text in axes.texts:
            if text.get_text() not in names:
                continue
            box, colour = text.get_window_extent(), to_hex(text.get_color())
            away = {line: distance(line, box) for line in lines}
            near = min(
                (line for line in lines if to_hex(line.get_color()) == colour),
                key=away.get,
                default=None,
            )
            if near is None or away[near] > min(away.values()) + CLOSE:
                self.fail(
                    f"label {text.get_text()!r} stands at a line of another "
                    "colour"
                )
            found.append((near, text.get_text()))
        return found

    @property
    def lines(self) -> dict[str, Line2D]:
        """The lines that have a name, each by its own."""
        found: dict[str, Line2D] = {}
        for line in self.axes.lines:
            name = self.name(line)
            if name and len(line.get_xdata()):
                if name in found:
                    self.fail(f"two lines look like {name!r}")
                found[name] = line
        return found

    @property
    def others(self) -> list[Line2D]:
        """Marks and guides, which have none."""
        named = self.lines.values()
        drawn = (line for line in self.axes.lines if len(line.get_xdata()))
        return [line for line in drawn if line not in named]

    def fail(self, what: str) -> None:
        pytest.fail(
            f"{self.where}: panel {self.title!r}: {what}", pytrace=False
        )

    def shows(
        self,
        title: str,
        x: str,
        y: str,
        lines: dict[str, Callable],
        others: list[Points] = (),
        **tolerance,
    ) -> None:
        """Fail unless all that is drawn is this.

        `lines` has, by name, the second computation: what y is at x; nan where
        it has two values, as a slope has at a kink. `others` are the points of
        each mark and guide.
        """
        axes = self.axes
        words = {
            "title": (self.title, title),
            "label of x": (axes.get_xlabel(), x),
            "label of y": (axes.get_ylabel(), y),
        }
        for what, (came, wanted) in words.items():
            if came != wanted:
                self.fail(f"the {what} is {came!r}, and {wanted!r} is drawn")
        if self.lines.keys() != lines.keys():
            self.fail(f"lines {[*self.lines]}, and computed are {[*lines]}")
        for name, line in self.lines.items():
            at, came = points(line)
            self.compare(f"line {name!r}", at, came, lines[name](at), tolerance)
        if len(self.others) != len(others):
            self.fail(
                f"{len(self.others)} marks and guides, and computed are "
                f"{len(others)}"
            )
        for line, (at, value) in zip(self.others, others, strict=True):
            came_at, came = points(line)
            self.compare("x of a mark", came_at, came_at, at, tolerance)
            self.compare("a mark", came_at, came, value, tolerance)

    def reads(self) -> None:
        """Fail if the frame says another thing than what is in it."""
        axes = self.axes
        for legend in legends(axes.figure):
            known = [style(handle) for handle, _ in entries(legend)]
            shown = {
                style(each)
                for panel in axes.figure.axes
                for each in (*panel.lines, *panel.collections)
            }
            for (handle, text), each in zip(
                entries(legend), known, strict=True
            ):
                if known.count(each) > 1 or style(handle) not in shown:
                    self.fail(f"nothing alone looks like {text!r} of a legend")
        for axis in (axes.xaxis, axes.yaxis):
            for tick in axis.get_major_ticks():
                said = number(tick.label1.get_text())
                if said is not None and not np.isclose(said, tick.get_loc()):
                    self.fail(f"a tick at {tick.get_loc():g} says {said:g}")
        for line in axes.lines:
            x, y = (
                np.broadcast_to(each, len(points(line)[0]))
                for each in points(line)
            )
            if len(x) > 2 and self.seen(x, y).mean() < 0.4:
                self.fail(f"most of line {self.name(line)!r} is out of view")

    def seen(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Which points lie in the frame."""
        (left, right), (low, high) = map(
            sorted, (self.axes.get_xlim(), self.axes.get_ylim())
        )
        return (left <= x) & (x <= right) & (low <= y) & (y <= high)

    def compare(self, what, at, came, wanted, tolerance) -> None:
        wanted = np.broadcast_to(np.asarray(wanted, float), np.shape(came))
        tolerance = {"rtol": 1e-4, "atol": 2e-5} | tolerance
        close = np.isclose(came, wanted, **tolerance) | np.isnan(wanted)
        if not close.all():
            far = int((~close).argmax())
            self.fail(
                f"{what}: at x = {at[far]:g} drawn {came[far]:g}, computed "
                f"{wanted[far]:g}"
            )


def distance(line: Line2D, box: Bbox) -> float:
    """From a line to a box, in pixels."""
    corners = line.get_transform().transform(line.get_path().vertices)
    steps = np.linspace(0, 1, 20)[:, None, None]
    # As many points on each piece of the line.
    dense = corners[:-1] + steps * np.diff(corners, axis=0)
    all_points = np.concatenate([corners, dense.reshape(-1, 2)])
    outside = np.maximum(box.min - all_points, all_points - box.max).clip(0)
    return float(np.nanmin(np.hypot(*outside.T)))


def points(line: Line2D) -> tuple[np.ndarray, np.ndarray]:
    """The coordinates of a line, as numbers."""
    x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return np.asarray(x, float), np.asarray(y, float)


def number(text: str) -> float | None:
    """The number that the text of a tick is; None for a word."""
    text = text.replace("−", "-")
    if power := re.search(r"\{?10\^\{(-?\d+)\}", text):
        sign = -1 if re.search(r"-.*10", text) else 1
        return sign * 10.0 ** int(power[1])
    try:
        return float(re.sub(r"\$|\\mathdefault\{|\}", "", text))
    except ValueError:
        return None
