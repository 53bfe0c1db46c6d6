"""The results that commands such as `make bench` write, and their tables.

A command signs what it writes with a digest, so that no hand edits it.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import NoReturn

from lossbook import cache
from lossbook.errors import BookError, suggestion
from lossbook.paths import DOCS
from lossbook.sources import read, relative

ACCURACY = DOCS / "reference" / "accuracy.json"
BENCH = DOCS / "reference" / "bench.json"
CHUNKS = DOCS / "reference" / "chunks.json"
FAULTS = DOCS / "reference" / "faults.json"
AUDIT = DOCS / "reference" / "audit.json"
MUTATION = DOCS / "reference" / "mutation.json"
PORTABILITY = DOCS / "reference" / "portability.json"
EVIDENCE = DOCS / "reference" / "evidence.json"
DIAGNOSES = DOCS / "reference" / "diagnoses.json"
GPU = DOCS / "reference" / "gpu.json"
# What writes a file that is not called as its command is.
COMMANDS = {"mutation": "make mutate"} | dict.fromkeys(
    ("accuracy", "bench", "chunks", "faults"), "make bench"
)


class Results(dict):
    """What a command measured, by name; what it did not is an error."""

    def __init__(self, found: dict, command: str):
        super().__init__(found)
        self.command = command

    def __missing__(self, name: str) -> NoReturn:
        """Refuse a name of which there is no result."""
        raise BookError(
            f"nothing was measured of {name}; run: {self.command} "
            f"({suggestion(name, self)})"
        )


@cache.for_one_build
def recorded(path: Path) -> dict:
    """What a result file holds.

    Raises:
        BookError: there is none, its command did not write it as it is, or
            later, it does not say what is asked.
    """
    command = COMMANDS.get(path.stem, f"make {path.stem}")
    if not path.exists():
        raise BookError(f"{path.name} is not there; run: {command}")
    line = 2
    try:
        found = json.loads(
            read(path), object_hook=lambda x: Results(x, command)
        )
    except json.JSONDecodeError as error:
        line, found = error.lineno, {}
    if found.pop("digest", "") != digest(found):
        raise BookError(
            f"{relative(path)}:{line}: not as its command wrote it; "
            f"run: {command}"
        )
    return found


def digest(result: dict) -> str:
    """Of what a result says, and not of how its file is laid out."""
    text = json.dumps(result, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(path: Path, result: dict) -> None:
    """JSON; what is innermost is one line, so that diffs are short."""
    result = {"digest": digest(result), **result}
    text = json.dumps(result, indent=1, ensure_ascii=False)
    text = re.sub(r"\{[^{}]*\}", lambda found: " ".join(found[0].split()), text)
    path.write_text(text + "\n", "utf-8")


def table(head: list[str], rows: list[list]) -> list[str]:
    """Numbers, in the box that docs/assets/measured.css lays out."""
    lines = numbers(head, rows)
    return ['<div class="measured" markdown>', "", *lines, "", "</div>"]


def numbers(head: list[str], rows: list[list]) -> list[str]:
    """A Markdown table in which all but the first column stand right.

    A row that ends early has empty cells.
    """
    width = len(head)
    cells = [head, ["---"] + ["--:"] * (width - 1)]
    cells += [[*row, *[""] * (width - len(row))] for row in rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in cells]


def title(name: str) -> str:
    """The name of a function in words: Focal loss."""
    return name.replace("_", " ").capitalize()


def maker(entry: dict) -> str:
    """Who made it, and which version."""
    return f"{entry['maker']} {entry['version']}".strip()
