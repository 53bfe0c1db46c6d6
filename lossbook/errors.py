"""The one exception for what an author can fix, and what it says."""

import traceback
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from lossbook.paths import ROOT


class BookError(Exception):
    """Something in docs/ or snippets/ is wrong; the message says where."""


def suggestion(name: str, names: Iterable[str]) -> str:
    """The way out for a name that is not there: a near one, or all."""
    known = sorted(names)
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"use {', '.join(known)}"


def raised(error: BaseException, file: str) -> str:
    """In one line what a script raised: `file:line: ValueError: …`.

    Args:
        error: what came out of it.
        file: the script, as people read its path. The line is the last one of
            it, or of a snippet, that the error came through.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno) for frame in frames]
    if isinstance(error, SyntaxError):
        places.append((error.filename or file, error.lineno))
    where = f"{file}:1"
    for name, line in places:
        path = Path(name).as_posix().removeprefix(f"{ROOT.as_posix()}/")
        if path == file or path.startswith("snippets/"):
            where = f"{path}:{line}"
    # Some have a place of their own in str(), and an import the whole path.
    text = getattr(error, "msg", None) or str(error)
    return f"{where}: {type(error).__name__}: {text}{_remedy(error)}"


def _remedy(error: BaseException) -> str:
    """The way out of a module that is not there."""
    if not isinstance(error, ModuleNotFoundError):
        return ""
    name = error.name or ""
    if name.startswith("snippets."):
        return f"; there is no file {name.replace('.', '/')}.py"
    return "; correct the name, or run: pip install -r requirements.txt"
