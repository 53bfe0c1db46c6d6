"""Loads the scripts behind figures and explorers, and says what is amiss."""

import importlib
import re
from pathlib import Path
from types import ModuleType

from lossbook import sources
from lossbook.errors import BookError


def load(folder: str, name: str, *needed: str) -> ModuleType:
    """The module of a script, which must have the names that are needed.

    Raises:
        BookError: it has not.
    """
    module = importlib.import_module(f"snippets.{folder}.{name}")
    for each in needed:
        if not hasattr(module, each):
            raise BookError(
                f"{place(module, each)}: there is no {each}; write it, as the "
                f"other files in snippets/{folder} have it"
            )
    return module


def place(module: ModuleType, name: str) -> str:
    """`file:line` of where a script defines a name, or else of its start."""
    file = Path(str(module.__file__))
    text = sources.read(file)
    found = re.search(rf"^(?:def )?{name}\b", text, re.MULTILINE)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return f"{sources.relative(file)}:{line}"
