"""Puts a digest of its content into the address of each asset of ours.

assets/lossbook.css is served as assets/lossbook.1f0c2d3e.css. So a browser may
keep it for good, and never dresses a new page in an old style. An asset may
name others, by relative address. What people write down (pages, snippets,
downloads) keeps its address.
"""

import hashlib
import re
from collections.abc import Callable
from posixpath import dirname, join, normpath, splitext

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from lossbook.errors import BookError

# A relative address as CSS and JavaScript write it.
NAMED = re.compile(r"(?<=[\"'(])[\w./-]+\.\w+(?=[\"')])")
# One in an attribute, or in the settings of Material's script, which are JSON.
ASKED = re.compile(r'(="|": ")((?:[^"\s#]*/)?)(assets/[^"?#]+)')
DIGEST = re.compile(r"\.[0-9a-f]{8}(?=\.\w+$)")


def stamp_all(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Move our assets; return the new address of each, by the old one.

    Raises:
        BookError: two assets name each other, so neither digest can be first.
    """
    ours = {
        file.src_uri: file
        for file in files
        if file.src_uri.startswith("assets/")
        and (file.generated_by or file.src_dir == config.docs_dir)
    }
    moved: dict[str, str] = {}

    def move(uri: str, waiting: tuple[str, ...] = ()) -> str:
        if uri in waiting:
            raise BookError(f"{' names '.join([*waiting, uri])}: a circle")
        if uri not in moved:
            if uri.endswith((".css", ".js")):
                _rename(ours[uri], lambda name: other(name, uri, waiting))
            moved[uri] = stamped(uri, ours[uri].content_bytes)
            ours[uri].dest_uri = moved[uri]
        return moved[uri]

    def other(name: str, uri: str, waiting: tuple[str, ...]) -> str:
        there = normpath(join(dirname(uri), name))
        if there == uri or there not in ours:
            return name
        address = get_relative_url(move(there, (*waiting, uri)), uri)
        # A module's `./` is part of its name.
        return f"./{address}" if name.startswith("./") else address

    for uri in ours:
        move(uri)
    return moved


def _rename(file: File, address: Callable[[str], str]) -> None:
    text = file.content_string
    renamed = NAMED.sub(lambda name: address(name[0]), text)
    if renamed != text:
        file.content_string = renamed


def stamped(address: str, content: bytes) -> str:
    """The address with the digest of what lies there before its suffix."""
    stem, suffix = splitext(address)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def at(address: str, files: Files) -> File | None:
    """The asset that is served at an address, with a digest or without."""
    for uri in (address, DIGEST.sub("", address)):
        file = files.src_uris.get(uri)
        if file is not None and file.url == address:
            return file
    return None


def rewrite(html: str, moved: dict[str, str]) -> str:
    """A page in which each attribute has the new address of what it names."""
    return ASKED.sub(
        lambda found: found[1] + found[2] + moved.get(found[3], found[3]), html
    )
