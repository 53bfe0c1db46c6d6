"""Writes a chapter as an executed notebook, from the chapter's own source.

The text becomes Markdown cells, each embedded snippet a code cell, and what is
behind its `#>` the output. Snippets import each other; the first code cell
writes the files that they need, so that the notebook runs alone, with torch and
without a network.
"""

import base64
import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lossbook import sources
from lossbook.dependencies import closure, imported, installed
from lossbook.export import plain_markdown
from lossbook.generate.outputs import OUTPUT
from lossbook.paths import ROOT

NOTE = """\
> This notebook is a chapter of {book}. Its outputs are those of the book's own
> run, with torch {torch}. Another version may print other digits; for the same
> ones, run `%pip install torch=={torch}` first."""
FILES = """\
# @title The files that the cells below import as `snippets.…`
# Written beside this notebook, unless they are there.
from pathlib import Path

for path, text in {{
{files}}}.items():
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if not Path(path).exists():
        Path(path).write_text(text, "utf-8")
"""
# What a file sets for itself, the next cell must not see.
SETTINGS = {
    "torch.set_default_dtype(": "torch.set_default_dtype(torch.float32)",
    "torch.set_printoptions(": 'torch.set_printoptions(profile="default")',
}
Cell = dict[str, Any]  # the source and, of code, what it printed

# In the training chapter's Markdown these stand for a cell's output.
FIGURE = re.compile(r"^!\[.*\]\(/assets/figures/.*\)\n", re.MULTILINE)


def page_as_notebook(
    parts: plain_markdown.Parts, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """The notebook's JSON: the same bytes for the same page."""

    def address(file: File) -> str:
        if file.src_uri.endswith(".svg"):
            data = base64.b64encode(file.content_bytes).decode()
            return f"data:image/svg+xml;base64,{data}"
        if config.site_url:
            return config.site_url + file.url
        there = file.dest_uri
        if file.is_documentation_page():
            there = file.src_uri
            if sources.has_code(there.removesuffix(".md")):
                there = there.removesuffix(".md") + ".ipynb"
        return get_relative_url(there, page.file.src_uri)

    executed = getattr(page, "executed", [])  # by the training chapter alone
    ran = [_code(x.source, x.outputs) for x in executed if "outputs" in x]
    code = iter(ran or _embedded(page))
    cells: list[Cell] = []
    text = ""
    for fenced, part in parts:
        if fenced and part.lstrip().startswith("```python"):
            cells += [_prose(text), next(code)]
            text = ""
        elif fenced:
            text += "" if executed else part
        else:
            prose = FIGURE.sub("", part) if executed else part
            text += plain_markdown.relink(prose, page, files, address)
    cells.append(_prose(text))
    title, _, rest = cells[0]["source"].partition("\n")
    book = config.site_name
    if config.site_url:
        book = f"[{book}]({config.site_url + page.file.url})"
    torch = installed("torch").partition("+")[0]
    note = NOTE.format(book=book, torch=torch)
    cells[0]["source"] = f"{title}\n\n{note}\n{rest}"
    needed = _imported(page)
    if needed:
        cells.insert(1, _code(_writing(needed), [], metadata=HIDDEN))
    cells = [cell for cell in cells if cell["source"].strip()]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": PYTHON}
    return json.dumps(whole | {"cells": cells}, ensure_ascii=False, indent=1)


PYTHON = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
# Folded in Jupyter, and in Colab.
HIDDEN = {"jupyter": {"source_hidden": True}, "cellView": "form"}


def _prose(text: str) -> Cell:
    source = text.strip("\n")
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str, outputs: list, metadata: dict | None = None) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata or {},
        "outputs": outputs,
        "source": source.strip("\n"),
    }


def _embedded(page: Page) -> list[Cell]:
    """The code cells of a chapter: its snippets, and what they printed."""
    cells = []
    for path in sources.embedded(page.markdown or ""):
        lines = path.read_text("utf-8").splitlines()
        printed = [re.sub(OUTPUT, "", x) for x in lines if OUTPUT.match(x)]
        text = "".join(f"{line.removeprefix(' ')}\n" for line in printed)
        source = "\n".join(x for x in lines if not OUTPUT.match(x))
        resets = [SETTINGS[call] for call in SETTINGS if call in source]
        if resets:
            source += "\n\n# For the next cell, as it was.\n"
            source += "\n".join(resets)
        output = {"output_type": "stream", "name": "stdout", "text": text}
        cells.append(_code(source, [output] if printed else []))
    return cells


def _imported(page: Page) -> list[Path]:
    """The files that the page's snippets import, directly or not."""
    name = page.file.src_uri.removesuffix(".md")
    source = sources.source(name)
    scripts = sources.embedded(page.markdown or "")
    if source.suffix == ".py":
        scripts = [source]
    found = set()
    for script in scripts:
        module = sources.relative(script).removesuffix(".py").replace("/", ".")
        # A file that starts other processes is imported by them, too.
        is_imported = module in imported(sources.text(script), str(script))
        own = set() if is_imported else {script}
        found.update(set(closure(script)[0]) - own)
    return sorted(found)


def _writing(needed: list[Path]) -> str:
    entries = ""
    for path in needed:
        text = path.read_text("utf-8")
        name = path.relative_to(ROOT).as_posix()
        # As text that can be read, where quotes and backslashes allow it.
        literal = f"r'''{text}'''"
        if "'''" in text or text.endswith(("'", "\\")):
            literal = repr(text)
        entries += f'    "{name}": {literal},\n'
    return FILES.format(files=entries)
