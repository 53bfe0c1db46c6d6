"""Reads the palette: colours by scheme, and a colour and a dash by loss.

docs/assets/palette.css is the one place for both. Pages and explorers use it as
CSS; what is read here is for matplotlib.
"""

import re
from dataclasses import dataclass

from lossbook import sources
from lossbook.errors import BookError, suggestion
from lossbook.paths import DOCS

FILE = DOCS / "assets" / "palette.css"
HUES = (
    *("blue", "orange", "green", "purple", "teal"),
    *("pink", "olive", "red", "ochre", "navy", "brown"),
)
COLOURS = ("paper", "surface", "line", "muted", "ink", *HUES)
LOSS = re.compile(
    r"\.lb-(?P<name>[\w-]+) \{ color: var\(--lb-(?P<colour>\w+)\); "
    r"stroke-dasharray: (?P<dashes>none|[\d ]+); \}"
)


@dataclass(frozen=True)
class Style:
    """How the lines of a loss look."""

    colour: str  # its name
    dashes: tuple[int, ...]  # of a line 2 wide; none of a solid one


def palette() -> dict[str, dict[str, str]]:
    """The colours by scheme and name: `palette()["slate"]["ink"]`.

    Raises:
        BookError: a scheme is missing, or a colour.
    """
    found = {
        scheme: dict(re.findall(r"--lb-(\w+): (#\w{6});", block))
        for scheme, block in re.findall(
            r'scheme="(\w+)"\] \{(.*?)\}', sources.read(FILE), re.DOTALL
        )
    }
    for scheme in ("default", "slate"):
        missing = [x for x in COLOURS if x not in found.get(scheme, {})]
        if missing:
            raise BookError(
                f"{sources.relative(FILE)}:1: scheme {scheme} has no colour "
                f"{missing[0]}; write --lb-{missing[0]}: #rrggbb;"
            )
    return found


def styles() -> dict[str, Style]:
    """How the lines of each loss look, by the name of its class in CSS."""
    return {
        rule["name"]: Style(
            rule["colour"],
            tuple(int(length) for length in re.findall(r"\d+", rule["dashes"])),
        )
        for rule in LOSS.finditer(sources.read(FILE))
    }


def others() -> list[str]:
    """The names of the lines of no loss, which are the first, the second …."""
    return [name for name in styles() if name.startswith("line-")]


def slug(label: str) -> str:
    """The class of the loss that a label begins with: "Huber, δ = 1"."""
    return label.partition(",")[0].strip().lower().replace(" ", "-")


def style(label: str, where: str) -> Style:
    """How the lines of the loss look that a label begins with.

    Raises:
        BookError: the palette has no such loss.
    """
    known, name = styles(), slug(label)
    if name not in known:
        raise BookError(
            f"{where}: {label}: {sources.relative(FILE)} has no rule "
            f".lb-{name}; {suggestion(name, known)}"
        )
    return known[name]
