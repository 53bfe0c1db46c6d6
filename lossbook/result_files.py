"""The files that `make bench` and `make audit` write, and their tables."""

import json
import re
from functools import cache
from pathlib import Path

from lossbook.errors import BookError
from lossbook.paths import DOCS

ACCURACY = DOCS / "reference" / "accuracy.json"
BENCH = DOCS / "reference" / "bench.json"
AUDIT = DOCS / "reference" / "audit.json"


def recorded(path: Path) -> dict:
    """What a result file says.

    Raises:
        BookError: there is none.
    """
    if not path.exists():
        command = "make audit" if path == AUDIT else "make bench"
        raise BookError(f"{path.name} is not there; run: {command}")
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, state: int) -> dict:
    return json.loads(path.read_text("utf-8"))


def write(path: Path, result: dict) -> None:
    """JSON; what is innermost is one line, so that diffs are short."""
    text = json.dumps(result, indent=1, ensure_ascii=False)
    text = re.sub(r"\{[^{}]*\}", lambda found: " ".join(found[0].split()), text)
    path.write_text(text + "\n", "utf-8")


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table whose numbers, all but the first column, stand right."""
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    lines = ["| " + " | ".join(line) + " |" for line in lines]
    return ['<div class="measured" markdown>', "", *lines, "", "</div>"]


def title(name: str) -> str:
    """The name of a function in words: Focal loss."""
    return name.replace("_", " ").capitalize()


def maker(entry: dict) -> str:
    """Who made it, and which version."""
    return f"{entry['maker']} {entry['version']}".strip()
