"""Lists a folder's snippets, from the files: name, first line, chapters.

The line `::: catalogue snippets/losses` becomes a table of the Python files of
that folder.
"""

import ast
import functools
import re
from pathlib import Path

from lossbook.errors import BookError, suggestion
from lossbook.paths import DOCS, ROOT, SNIPPETS


def catalogue(folder: str) -> list[str]:
    """A Markdown table of the folder's snippets.

    Args:
        folder: path from the root, such as "snippets/losses".

    Raises:
        BookError: the folder holds no Python file.
    """
    scripts = sorted((ROOT / folder).glob("*.py"))
    if not scripts:
        folders = {file.parent for file in SNIPPETS.rglob("*.py")}
        names = [each.relative_to(ROOT).as_posix() for each in folders]
        way_out = suggestion(folder, names)
        raise BookError(f"no Python file is in {folder}; {way_out}")
    pages = titled_pages()
    rows = ["| File | What it is | Chapter |", "|---|---|---|"]
    for script in scripts:
        path = script.relative_to(ROOT).as_posix()
        chapters = ", ".join(
            f"[{title}](/{page})" for page, title in chapters_of(path, pages)
        )
        link = f"[`{script.name}`](/{path}){{ download }}"
        rows.append(f"| {link} | {summary(script)} | {chapters} |")
    return rows


def summary(script: Path) -> str:
    """The first line of the script's docstring, or its first heading."""
    return _summary(script.read_text("utf-8"))


@functools.cache
def _summary(source: str) -> str:
    docstring = ast.get_docstring(ast.parse(source))
    if docstring:
        return docstring.splitlines()[0]
    heading = re.search(r"^# # (.+)$", source, re.MULTILINE)
    return f"{heading[1]}." if heading else ""


def chapters_of(path: str, pages: list) -> list[tuple[str, str]]:
    """Those of the titled pages that show a snippet: address and title."""
    if path.startswith("snippets/training/"):
        page = f"training/{Path(path).stem}.md"
        return [(page, summary(ROOT / path).removesuffix("."))]
    stem = Path(path).stem
    marks = {
        "snippets/figures": f"assets/figures/{stem}.svg",
        "snippets/explorers": f"data-explorer={stem} ",
    }
    shows = marks.get(Path(path).parent.as_posix(), f'--8<-- "{path}"')
    return [(address, title) for address, title, text in pages if shows in text]


def titled_pages() -> list[tuple[str, str, str]]:
    """Of each page that has a title: its address below docs/, title, text."""
    pages = []
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text("utf-8")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        if title:
            pages.append((page.relative_to(DOCS).as_posix(), title[1], text))
    return pages
