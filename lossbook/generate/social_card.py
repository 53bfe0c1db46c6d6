"""Draws the picture that stands for the book where a page is linked to.

It is the home page's figure in the book's palette, with the book's name and
what it is. An unchanged picture is not drawn again.
"""

import io
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from lossbook import cache
from lossbook.dependencies import loaded
from lossbook.generate import figures, palette
from lossbook.generate.workers import Job

FIGURE = "how_much_a_sample_counts"
# What the sites that show such pictures ask for, in pixels.
WIDTH, HEIGHT = 1200, 630


def job(config: MkDocsConfig) -> Job:
    """The job that draws the card."""
    words = (config.site_name, config.site_description or "")
    return Job("social_card", words)


def entry(name: str, description: str) -> Path:
    """Where the card is kept."""
    state = figures.state(figures.SCRIPTS / f"{FIGURE}.py")
    key = cache.key(state, loaded(__file__), name, description)
    return cache.entry("card", "card", key)


def make(name: str, description: str) -> bytes:
    """The PNG: the figure to the right, and the words to its left."""
    from textwrap import fill

    from matplotlib.patches import Rectangle

    from lossbook.generate import line_labels

    light = palette.palette()["default"]
    sizes = {
        "lines.linewidth": 3,
        "axes.labelsize": 16,
        "legend.fontsize": 15,
        "xtick.labelsize": 14,
        "ytick.labelsize": 14,
    }
    figure = figures.drawn(FIGURE, **sizes)
    figure.set_size_inches(WIDTH / 100, HEIGHT / 100)
    figure.set_layout_engine("none")
    figure.axes[0].set_position((0.52, 0.16, 0.43, 0.7))
    line_labels.place(figure)
    figure.text(0.06, 0.62, name, size=50, weight="bold", color=light["ink"])
    figure.text(
        x=0.06,
        y=0.55,
        s=fill(description, 27),
        size=21,
        color=light["muted"],
        verticalalignment="top",
        linespacing=1.45,
    )
    # The line that marks code on the pages.
    figure.add_artist(Rectangle((0, 0), 0.012, 1, color=light["blue"]))
    png = io.BytesIO()
    figure.savefig(png, dpi=100, metadata={"Software": None})
    return png.getvalue()
