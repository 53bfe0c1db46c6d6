"""What builds keep in .cache/, for the next build and for others beside it.

An entry is named by a digest of all that it depends on, so no build finds what
is stale. It is written aside and moved into place, behind a digest of its
content: after a crash it is whole or counts as missing. Builds that run at the
same time may read, write and prune the same entries.
"""

import contextlib
import functools
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lossbook.paths import CACHE, ROOT

ENTRIES = CACHE / "entries"
DIGITS = 24
UNUSED = 24 * 60 * 60  # seconds; then an entry that no build has read goes


def key(*parts: str | bytes) -> str:
    """A digest of the parts, in their order."""
    hasher = hashlib.sha256()
    for part in parts:
        part = part.encode() if isinstance(part, str) else part
        hasher.update(b"%d:" % len(part) + part)
    return hasher.hexdigest()[:DIGITS]


def entry(kind: str, name: str, key: str) -> Path:
    """The file of an entry, .cache/entries/figures/focal_loss-1f0c2d3e…."""
    return ENTRIES / kind / f"{name.replace('/', '-')}-{key}"


def read(path: Path) -> bytes | None:
    """The content of an entry; None if it is missing or damaged."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
        os.utime(path)  # it is in use
    except OSError:
        return None
    return content if digest == _digest(content) else None


def write(path: Path, content: bytes) -> None:
    """Keep the content of an entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, aside = tempfile.mkstemp(prefix=".", dir=path.parent)
    with open(descriptor, "wb") as file:
        file.write(_digest(content) + b"\n" + content)
    try:
        os.replace(aside, path)
    except PermissionError:
        # On Windows, while another build reads the same entry.
        os.unlink(aside)


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of an entry, made now if it is missing or damaged."""
    content = read(path)
    if content is None:
        content = make()
        write(path, content)
    return content


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def prune() -> None:
    """Remove the entries, and what killed builds left, unused for a day.

    Another build may do the same. What it still needs it has just read or
    written.
    """
    for path in ENTRIES.glob("*/*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - UNUSED:
                path.unlink()


_remembered: list = []


def for_one_build(function: Callable) -> Callable:
    """Remember what a function of the project's files returns, for a build."""
    remembering = functools.cache(function)
    _remembered.append(remembering)
    return remembering


def forget() -> None:
    """Drop what was remembered of the project's files: a build starts."""
    for remembering in _remembered:
        remembering.cache_clear()


@functools.cache
def code() -> str:
    """A digest of this package as it was when it was loaded."""
    files = [
        file
        for file in sorted((ROOT / "lossbook").rglob("*"))
        if file.suffix in (".py", ".js") and "theme" not in file.parts
    ]
    return key(*(file.read_bytes() for file in files))
