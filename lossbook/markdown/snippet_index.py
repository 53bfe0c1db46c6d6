"""Lists a folder's snippets, from the files: name, first line, needs, chapters.

The line `::: catalogue snippets/losses` becomes a table of the Python files of
that folder.
"""

import re
from collections import defaultdict
from pathlib import Path

from lossbook import cache, sources
from lossbook.markdown.snippet_links import needed_by
from lossbook.paths import DOCS, ROOT

# What a page shows of a snippet: its code, its figure, its explorer.
SHOWN = re.compile(
    r'--8<-- "(?P<embedded>[^"]+)"'
    r"|assets/figures/(?P<figure>\w+)\.svg"
    r"|data-explorer=(?P<explorer>\w+)"
)
# What a script begins with: a docstring, or on the training page a heading.
FIRST = re.compile(
    r'\A[rR]?"""(?P<line>.+?)(?:"""|$)|^# # (?P<heading>.+)$', re.MULTILINE
)


def catalogue(folder: str) -> list[str]:
    """A Markdown table of the folder's snippets.

    Args:
        folder: path from the root, such as "snippets/losses".
    """
    rows = ["| File | What it is | Chapter |", "|---|---|---|"]
    for script in sorted((ROOT / folder).glob("*.py")):
        path = sources.relative(script)
        chapters = ", ".join(
            f"[{title}](/{page})" for page, title in chapters_of(path)
        )
        link = f"[`{script.name}`](/{path}){{ download }}"
        what = summary(script)
        if needed := needed_by(script):
            what += f"<br>Needs {needed}."
        rows.append(f"| {link} | {what} | {chapters} |")
    return rows


def summary(script: Path) -> str:
    """The first line of the script's docstring, or its first heading."""
    found = FIRST.search(sources.text(script))
    if found is None:
        return ""
    return found["line"] or f"{found['heading']}."


def chapters_of(path: str) -> list[tuple[str, str]]:
    """The pages that show a snippet: address and title."""
    if path.startswith("snippets/training/"):
        page = f"training/{Path(path).stem}.md"
        return [(page, summary(ROOT / path).removesuffix("."))]
    return _chapters().get(path, [])


@cache.for_one_build
def _chapters() -> dict[str, list[tuple[str, str]]]:
    """By snippet, the pages that show it: address below docs/, title."""
    chapters = defaultdict(list)
    for page in sorted(DOCS.rglob("*.md")):
        text = sources.text(page)
        found = re.search(r"^# (.+)$", text, re.MULTILINE)
        # Of a page without, its own build says so.
        shown_as = page.relative_to(DOCS).as_posix(), found[1] if found else ""
        for path in {_path(shown) for shown in SHOWN.finditer(text)}:
            chapters[path].append(shown_as)
    return chapters


def _path(shown: re.Match) -> str:
    if shown["embedded"]:
        return shown["embedded"]
    folder = "explorers" if shown["explorer"] else "figures"
    return f"snippets/{folder}/{shown['explorer'] or shown['figure']}.py"
