"""Changes Material's script: it names no other host, and starts in slices.

No page asks for those hosts: the book has no diagrams, its template shows no
stars of the repository (lossbook/theme/partials/source.html), and every browser
has a ResizeObserver. Without their addresses, none can.

As it starts, the script does all that it has to do in two tasks, and a phone
answers no touch meanwhile. In slices it answers between them. Without this the
home page blocks for longer than its budget (tests/budgets.py).
"""

import re
from fnmatch import filter as matching

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lossbook.errors import BookError

BUNDLE = "assets/javascripts/bundle.*.min.js"
HOSTS = (
    r"https://unpkg\.com/",  # Mermaid, and a substitute for ResizeObserver
    r"https://api\.github\.com/",  # the repository's stars
    r"https://\$\{\w+\}/",  # the same from GitLab, at any address
)
# What gets a task of its own: to load pages without their frame; all that is
# mounted; and of that, what belongs to the content. \2(125) is RxJS's delay.
SLICES = (
    (
        r"(\w+\(\"navigation\.instant\"\)&&)"
        r"(\w+\(\{sitemap\$[^}]*\}\)\.subscribe\(\w+\))",
        r"\1setTimeout(()=>\2)",
    ),
    (
        r"(\w+\.subscribe\(\));(?=window\.document\$)",
        r"setTimeout(()=>\1);",
    ),
    (
        r"(\.pipe\((\w+)\(125\)\).*=\w+\.pipe\()"
        r"(?=\w+\(\(\)=>[\w$]+\),\w+\(\w+\),\w+\(1\)\);setTimeout)",
        r"\1\2(0),",
    ),
)


def replace_script(files: Files, config: MkDocsConfig) -> None:
    """Replace Material's script by ours.

    Raises:
        BookError: Material no longer has the script, or what we change in it.
    """
    uris = matching(files.src_uris, BUNDLE)
    if len(uris) != 1:
        raise BookError(f"Material has {len(uris)} files {BUNDLE}, not 1.")
    theirs = files.src_uris[uris[0]]
    text = theirs.content_string
    changes = [(host, "", "HOSTS") for host in HOSTS]
    changes += [(old, new, "SLICES") for old, new in SLICES]
    for old, new, where in changes:
        text, count = re.subn(old, new, text)
        if not count:
            raise BookError(
                f"lossbook/pages/theme_overrides.py: {uris[0]} no longer has "
                f"{old}. Correct it in {where}, or remove it."
            )
    files.remove(theirs)
    files.append(File.generated(config, uris[0], content=text))
