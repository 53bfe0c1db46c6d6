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
        BookError: it has not, or something that it imports sets torch's default
            dtype, which all that runs later in this process would have.
    """
    import torch

    before = torch.get_default_dtype()
    module = importlib.import_module(f"snippets.{folder}.{name}")
    if torch.get_default_dtype() != before:
        torch.set_default_dtype(before)
        raise BookError(
            f"{place(module, 'import')}: what is imported sets torch's default "
            "dtype, for all other scripts, too; give each tensor its dtype"
        )
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
