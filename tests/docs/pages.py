"""The pages as their authors wrote them, and the blocks they embed."""

from dataclasses import dataclass
from pathlib import Path

from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import EMBEDDED, addresses

PAGES = sorted(DOCS.rglob("*.md"))
NAMES = [page.relative_to(DOCS).with_suffix("").as_posix() for page in PAGES]
# And the scripts that are pages.
TRAINING = [
    f"training/{script.stem}"
    for script in sorted((SNIPPETS / "training").glob("*.py"))
]
ALL_NAMES = [*NAMES, *TRAINING]
# As a browser asks for them.
ADDRESSES = addresses()
# The options of a browser's tab; the last one is a phone without JavaScript.
PHONE = {"viewport": {"width": 390, "height": 844}}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PLAIN = PHONE | {"java_script_enabled": False}
# Folders whose files each stand whole on some page.
FOLDERS = {script.parent.name for script in SNIPPETS.glob("*/*.py")}
EMBEDDABLE = sorted(FOLDERS - {"explorers", "figures", "training"})


@dataclass(frozen=True)
class Block:
    """One embedded file: where the page asks for it, and which it is."""

    page: Path
    line: int
    snippet: Path

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The embedded files of a page, in their order."""
    text = page.read_text("utf-8")
    return [
        Block(
            page, text.count("\n", 0, found.start()) + 1, ROOT / found["path"]
        )
        for found in EMBEDDED.finditer(text)
    ]
