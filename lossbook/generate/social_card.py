"""Draws the picture that stands for the book where a page is linked to.

It is the home page's figure in the book's palette, with the book's name and
what it is. An unchanged picture is not drawn again.
"""

import hashlib
import json
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from lossbook.errors import BookError
from lossbook.generate import figures
from lossbook.generate.scripts import run
from lossbook.paths import CACHE

FIGURE = "losses_at_a_glance"
FOLDER = CACHE / "card"
# What the sites that show such pictures ask for, in pixels.
WIDTH, HEIGHT = 1200, 630


def picture(config: MkDocsConfig) -> Path:
    """The PNG, drawn first if it is out of date.

    Raises:
        BookError: the figure's script raised.
    """
    words = (config.site_name, config.site_description or "")
    script = figures.SCRIPTS / f"{FIGURE}.py"
    parts = [figures.state(script), Path(__file__).read_text("utf-8"), *words]
    state = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
    png = FOLDER / f"{state}.png"
    if not png.exists():
        # In a process of its own: the build itself never imports torch.
        module = "lossbook.generate.social_card"
        # JSON is ASCII, which every system can pass on.
        done = run(module, str(png), json.dumps(words))
        if done.returncode:
            raise BookError(f"{Path(__file__).name}: {done.stderr.strip()}")
        for old in set(FOLDER.glob("*.png")) - {png}:
            old.unlink()
    return png


def draw(png: Path, name: str, description: str) -> None:
    """Draw the figure to the right, and the words to its left."""
    import importlib
    from textwrap import fill

    import matplotlib as mpl

    mpl.use("agg")
    figures.use_style()
    light = figures.palette()["default"]
    mpl.rcParams.update(
        {
            "lines.linewidth": 3,
            "axes.labelsize": 16,
            "legend.fontsize": 15,
            "xtick.labelsize": 14,
            "ytick.labelsize": 14,
        }
    )
    figure = importlib.import_module(f"snippets.figures.{FIGURE}").draw()
    figure.set_size_inches(WIDTH / 100, HEIGHT / 100)
    figure.set_layout_engine("none")
    figure.axes[0].set_position([0.52, 0.16, 0.43, 0.7])
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
    figure.add_artist(
        mpl.patches.Rectangle((0, 0), 0.012, 1, color=light["blue"])
    )
    png.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(png, dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    draw(Path(sys.argv[1]), *json.loads(sys.argv[2]))
