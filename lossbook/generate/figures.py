"""Draws the figures: snippets/figures/focal_loss.py becomes focal_loss.svg.

A script there has a function `draw()` that returns a matplotlib figure. It says
nothing of colours beyond "C0" to "C3": this module gives the style before and
puts both themes into the one SVG after. An unchanged figure is not drawn again.
"""

import io
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossbook import cache, sources
from lossbook.dependencies import digest, loaded
from lossbook.errors import BookError
from lossbook.generate import scripts
from lossbook.generate.workers import Job
from lossbook.paths import DOCS, SNIPPETS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOES = ("drawing", "figure")
SCRIPTS = SNIPPETS / "figures"
PALETTE = DOCS / "assets" / "palette.css"
SERIES = ("blue", "orange", "green", "purple")
COLOURS = ("paper", "surface", "line", "muted", "ink", *SERIES)
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, Cantarell, sans-serif"


def jobs() -> list[Job]:
    """A job for each figure."""
    scripts = sorted(SCRIPTS.glob("*.py"))
    return [Job("figures", (script.stem,)) for script in scripts]


def entry(name: str) -> Path:
    """Where the SVG of a figure is kept."""
    return cache.entry("figures", name, state(SCRIPTS / f"{name}.py"))


def make(name: str) -> bytes:
    """The SVG of one figure, drawn now."""
    import matplotlib as mpl

    mpl.use("agg")
    use_style()
    return render(drawn(name), f"snippets/figures/{name}.py:1").encode()


def drawn(name: str) -> "Figure":
    """The figure that a script draws, in the style that is set.

    Raises:
        BookError: it draws none, or nothing to see.
    """
    from matplotlib.figure import Figure

    script = scripts.load("figures", name, "draw")
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
    return cache.key(digest(script), loaded(__file__), sources.text(PALETTE))


def palette() -> dict[str, dict[str, str]]:
    """The colours by scheme and name: `palette()["slate"]["ink"]`.

    Raises:
        BookError: a scheme is missing, or a colour.
    """
    found = {
        scheme: dict(re.findall(r"--lb-(\w+): (#\w{6});", block))
        for scheme, block in re.findall(
            r'scheme="(\w+)"\] \{(.*?)\}', sources.read(PALETTE), re.DOTALL
        )
    }
    for scheme in ("default", "slate"):
        missing = [x for x in COLOURS if x not in found.get(scheme, {})]
        if missing:
            raise BookError(
                f"{sources.relative(PALETTE)}:1: scheme {scheme} has no colour "
                f"{missing[0]}; write --lb-{missing[0]}: #rrggbb;"
            )
    return found


def use_style() -> None:
    """Give matplotlib the book's style, in the light scheme's colours."""
    import matplotlib as mpl
    from cycler import cycler

    light = palette()["default"]
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
            "axes.prop_cycle": cycler(color=[light[name] for name in SERIES]),
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
    """The same for a kernel, whose figures then come out as SVG."""
    from matplotlib_inline import backend_inline
    from matplotlib_inline.config import InlineBackend

    use_style()
    # matplotlib's own font has no medium weight; the page does not use it, and
    # what is logged would stand on the page.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    # Keep the figure's own frame, and the same bytes for the same input.
    backend: Any = InlineBackend.instance()
    backend.print_figure_kwargs = {
        "bbox_inches": None,
        "metadata": {"Date": None},
    }
    backend_inline.set_matplotlib_formats("svg", **{"metadata": {"Date": None}})


def themed(svg: str, where: str) -> str:
    """The SVG with every palette colour following the reader's scheme.

    An `<img>` passes the page's `color-scheme` on to the media query inside.
    The paper is drawn too: where a browser does not, all is still legible.

    Raises:
        BookError: another colour is in it, which would be the same in both.
    """
    schemes = palette()
    for name, colour in schemes["default"].items():
        svg = re.sub(colour, f"var(--lb-{name})", svg, flags=re.IGNORECASE)
    others = re.findall(r"(?:fill|stroke|stop-color): ?(#\w+)", svg)
    if others:
        raise BookError(
            f"{where}: the colour {others[0]} is not in the palette; use C0 to "
            f"C{len(SERIES) - 1}, or none"
        )

    def variables(scheme: str) -> str:
        return "".join(f"--lb-{k}:{v};" for k, v in schemes[scheme].items())

    style = (
        f"<style>svg{{{variables('default')}color-scheme:light dark}}"
        f"@media(prefers-color-scheme:dark){{svg{{{variables('slate')}}}}}"
        f"text{{font-family:{FONTS}!important}}</style>"
    )
    return re.sub(r"(<svg[^>]*>)", rf"\1{style}", svg, count=1)


def render(figure: "Figure", where: str) -> str:
    """A matplotlib figure as a themed SVG, the same bytes every time."""
    import matplotlib.pyplot as plt

    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    plt.close(figure)
    return themed(buffer.getvalue(), where)
