"""The one exception for what an author can fix."""

from collections.abc import Iterable
from difflib import get_close_matches


class BookError(Exception):
    """Something in docs/ or snippets/ is wrong; the message says where."""


def suggestion(name: str, names: Iterable[str]) -> str:
    """The way out for a name that is not there: a near one, or all."""
    known = sorted(names)
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"use {', '.join(known)}"
