"""Puts a digest of its content into the address of each asset of ours.

assets/lossbook.css is served as assets/lossbook.1f0c2d3e.css. So a browser may
keep it for good, and never dresses a new page in an old style. No asset names
another one. What people write down (pages, snippets, downloads) keeps its
address.
"""

import hashlib
import re
from posixpath import splitext

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

# An address in an attribute, or in the settings of Material's script, which are
# JSON.
ASKED = re.compile(r'(="|": ")((?:[^"\s#]*/)?)(assets/[^"?#]+)')


def stamp_all(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Move our assets; return the new address of each, by the old one."""
    moved = {}
    for file in files:
        uri = file.src_uri
        ours = file.generated_by or file.src_dir == config.docs_dir
        if uri.startswith("assets/") and ours:
            moved[uri] = stamped(uri, file.content_bytes)
            file.dest_uri = moved[uri]
    return moved


def stamped(address: str, content: bytes) -> str:
    """The address with the digest of what lies there before its suffix."""
    stem, suffix = splitext(address)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def rewrite(html: str, moved: dict[str, str]) -> str:
    """A page in which each attribute has the new address of what it names."""
    return ASKED.sub(
        lambda found: found[1] + found[2] + moved.get(found[3], found[3]), html
    )
