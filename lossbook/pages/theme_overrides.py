"""Changes Material's script: it names no other host.

No page asks for those hosts: the book has no diagrams, its template shows no
stars of the repository (lossbook/theme/partials/source.html), and every browser
has a ResizeObserver. Without their addresses, none can.
"""

import re
from fnmatch import filter as matching
from importlib import import_module
from importlib.util import find_spec

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lossbook.errors import BookError

BUNDLE = "assets/javascripts/bundle.*.min.js"
HOSTS = (
    r"https://unpkg\.com/",  # Mermaid, and a substitute for ResizeObserver
    r"https://api\.github\.com/",  # the repository's stars
    r"https://\$\{\w+\}/",  # the same from GitLab, at any address
)
SLICES = "lossbook.pages.theme_slices"  # which may be deleted


def replace_script(files: Files, config: MkDocsConfig) -> None:
    """Replace Material's script by ours.

    Raises:
        BookError: Material no longer has the script, or one of the hosts.
    """
    uris = matching(files.src_uris, BUNDLE)
    if len(uris) != 1:
        raise BookError(f"Material has {len(uris)} files {BUNDLE}, not 1.")
    theirs = files.src_uris[uris[0]]
    text = theirs.content_string
    for host in HOSTS:
        text, count = re.subn(host, "", text)
        if not count:
            raise BookError(
                f"lossbook/pages/theme_overrides.py: {uris[0]} no longer has "
                f"{host}. Correct it in HOSTS, or remove it."
            )
    if find_spec(SLICES):
        text = import_module(SLICES).sliced(text)
    files.remove(theirs)
    files.append(File.generated(config, uris[0], content=text))
