"""Draws the figures: snippets/figures/focal_loss.py becomes focal_loss.svg.

A script there has a function `draw()` that returns a matplotlib figure, and in
LOSSES the names of the losses that it draws. These are matplotlib's cycle: the
first line, and "C0", has the colour and the dash of the first. This module
gives the style before and puts both themes into each SVG after. A second SVG,
focal_loss.narrow.svg, is for phones. An unchanged figure is not drawn again.
"""

import io
import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lossbook import cache, sources
from lossbook.dependencies import digest, loaded
from lossbook.errors import BookError
from lossbook.generate import palette, scripts
from lossbook.generate.themes import themed
from lossbook.generate.workers import Job
from lossbook.paths import SNIPPETS

if TYPE_CHECKING:
    from cycler import Cycler
    from matplotlib.figure import Figure

SCRIPTS = SNIPPETS / "figures"
NARROW = ".narrow"  # between the name and the suffix of the form for phones
MIME = "image/svg+xml;form=narrow"  # of the same form in a notebook


def jobs() -> list[Job]:
    """A job for each figure."""
    scripts = sorted(SCRIPTS.glob("*.py"))
    return [Job("figures", (script.stem,)) for script in scripts]


def entry(name: str) -> Path:
    """Where the SVG of a figure is kept."""
    return cache.entry("figures", name, state(SCRIPTS / f"{name}.py"))


def make(name: str) -> bytes:
    """The SVGs of one figure, drawn now; `files` takes them apart."""
    from lossbook.generate.figure_forms import forms

    return rendered(name, forms(drawn(name)))


def rendered(name: str, both: "dict[str, Figure]") -> bytes:
    """The SVGs of one figure that is drawn, in both its forms."""
    where = f"snippets/figures/{name}.py:1"
    svgs = {x: render(form, where) for x, form in both.items()}
    return json.dumps(svgs).encode()


def files(name: str, made: bytes) -> dict[str, str]:
    """The SVGs of one figure, by their addresses."""
    svgs = json.loads(made)
    return {f"assets/figures/{name}{x}.svg": svg for x, svg in svgs.items()}


def drawn(name: str, **style: object) -> "Figure":
    """The figure that a script draws, in the book's style.

    Args:
        name: of the script.
        style: what else matplotlib's rcParams shall be, by key.

    Raises:
        BookError: it draws none, or nothing to see, or an unknown loss.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.use("agg")
    use_style()
    script = scripts.load("figures", name, "draw")
    where = scripts.place(script, "LOSSES")
    losses = getattr(script, "LOSSES", palette.others())
    mpl.rcParams["axes.prop_cycle"] = _cycle(losses, where)
    mpl.rcParams.update(style)
    figure = script.draw()
    where = scripts.place(script, "draw")
    if not isinstance(figure, Figure):
        kind = type(figure).__name__
        raise BookError(f"{where}: draw() returns {kind}; return the figure")
    if not figure.axes:
        raise BookError(f"{where}: the figure has no axes; draw something")
    return figure


def state(script: Path) -> str:
    """A digest of all that a script's figures depend on, style included."""
    return cache.key(
        digest(script), loaded(__file__), sources.text(palette.FILE)
    )


def _cycle(losses: Iterable[str], where: str = "") -> "Cycler":
    """Of what matplotlib takes a style for each line, and begins again."""
    from cycler import cycler

    light = palette.palette()["default"]
    styles = [palette.style(loss, where) for loss in losses]
    # matplotlib counts dashes in widths of their line.
    dashes = [
        (0, [length / 2 for length in each.dashes]) if each.dashes else "-"
        for each in styles
    ]
    colours = [light[each.colour] for each in styles]
    return cycler(color=colours, linestyle=dashes)


def use_style() -> None:
    """Give matplotlib the book's style, in the light scheme's colours."""
    import matplotlib as mpl

    light = palette.palette()["default"]
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "figure.figsize": (7.2, 3.2),
            "figure.constrained_layout.use": True,
            "figure.facecolor": light["paper"],
            "savefig.facecolor": light["paper"],
            "savefig.dpi": 144,
            "font.size": 11.5,
            "axes.titlesize": 12,
            "axes.titleweight": "medium",
            "axes.titlelocation": "left",
            "axes.labelsize": 11.5,
            "axes.facecolor": light["paper"],
            "axes.edgecolor": light["muted"],
            "axes.labelcolor": light["ink"],
            "axes.titlecolor": light["ink"],
            "axes.linewidth": 0.8,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.prop_cycle": _cycle(palette.others()),
            "grid.color": light["line"],
            "grid.linewidth": 0.7,
            "lines.linewidth": 2,
            "lines.solid_capstyle": "round",
            "xtick.color": light["muted"],
            "ytick.color": light["muted"],
            "xtick.labelcolor": light["ink"],
            "ytick.labelcolor": light["ink"],
            "xtick.labelsize": 10.5,
            "ytick.labelsize": 10.5,
            "text.color": light["ink"],
            "legend.frameon": False,
            "legend.fontsize": 10.5,
            "mathtext.fontset": "dejavusans",
            "svg.fonttype": "none",
            "svg.hashsalt": "lossbook",
        }
    )


def use_style_in_notebook() -> None:
    """The same for a kernel, whose figures then come out as SVG, both forms."""
    from IPython import get_ipython
    from matplotlib.figure import Figure

    use_style()
    # matplotlib's own font has no medium weight; the page does not use it, and
    # what is logged would stand on the page.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    formatter = get_ipython().display_formatter.mimebundle_formatter
    formatter.for_type(Figure, _shown)


def _shown(figure: "Figure") -> dict[str, str]:
    """What a kernel sends of a figure."""
    from lossbook.generate.figure_forms import forms

    both = forms(figure)
    return {"image/svg+xml": svg(both[""]), MIME: svg(both[NARROW])}


def render(figure: "Figure", where: str) -> str:
    """A matplotlib figure as a themed SVG, the same bytes every time."""
    import matplotlib.pyplot as plt

    drawn = themed(svg(figure), where)
    plt.close(figure)
    return drawn


def svg(figure: "Figure") -> str:
    """A matplotlib figure as an SVG, as wide as it was drawn."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()
