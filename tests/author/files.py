"""The files of one snippet of the book, found by its name."""

import difflib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from lossbook.errors import BookError
from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import embedded, read


@dataclass(frozen=True)
class Named:
    """A snippet, the pages that embed it, and the figure of its name."""

    name: str
    snippet: Path
    pages: tuple[str, ...]
    figure: Path


def find(name: str) -> Named:
    """The files of a name such as focal_loss; exits if there are none."""
    found = {
        script.stem: script
        for script in sorted(SNIPPETS.glob("*/*.py"), reverse=True)
        if script.parent.name not in ("figures", "explorers")
    }
    if name not in found:
        near = difflib.get_close_matches(name, found, n=3)
        meant = f"did you mean {', '.join(near)}? " if near else ""
        sys.exit(
            f"snippets/*/{name}.py: there is no such file; {meant}"
            f"To start it: make new name={name} chapter=…"
        )
    snippet = found[name]
    pages = tuple(
        page.relative_to(DOCS).with_suffix("").as_posix()
        for page in sorted(DOCS.rglob("*.md"))
        if snippet in embedded(read(page))
    )
    return Named(name, snippet, pages, SNIPPETS / "figures" / f"{name}.py")


def scripts(named: Named) -> list[Path]:
    """The snippet, the others on its pages, and the figure of its name."""
    found = {named.snippet, named.figure}
    for page in named.pages:
        found.update(embedded(read(DOCS / f"{page}.md")))
    return sorted(path for path in found if path.is_file())


def one_line(main: Callable[[], int]) -> NoReturn:
    """Run a command; an author's mistake ends it with the line that it is."""
    try:
        sys.exit(main())
    except BookError as error:
        sys.exit(str(error))


def shown(path: Path) -> str:
    """A path as it is told to people."""
    return path.relative_to(ROOT).as_posix()
