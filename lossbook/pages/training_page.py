"""Makes a chapter of the training example, which mkdocs-jupyter executes.

mkdocs-jupyter runs the percent-format script and keeps the result. Its template
here hands over the executed notebook as it is, and nbconvert writes that as
Markdown, so that code, mathematics, links and figures of the page go through
what every other chapter goes through.
"""

import logging
import os
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import jupytext
import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from nbclient.exceptions import CellExecutionError
from nbconvert import MarkdownExporter
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode

from lossbook import cache, sources
from lossbook.dependencies import digest
from lossbook.errors import BookError
from lossbook.generate import palette
from lossbook.generate.figures import MIME, NARROW, state
from lossbook.generate.themes import themed
from lossbook.pages import hashed_assets, page_cache
from lossbook.paths import CACHE, SNIPPETS

SCRIPTS = SNIPPETS / "training"
JUPYTER = Path(__file__).parent / "jupyter"
CHAPTER = JUPYTER / "templates" / "chapter.md.j2"
SETTINGS = "jupyter_nbconvert_config.py"
Render = Callable[[MkDocsConfig, Files], None]
log = logging.getLogger("mkdocs.plugins.lossbook")


def set_up() -> None:
    """Point mkdocs-jupyter at our template and at settings of our own."""
    from mkdocs_jupyter.config import settings

    settings.templates_dir = str(JUPYTER / "templates")
    os.environ["JUPYTER_CONFIG_DIR"] = str(JUPYTER)
    # Nobody's own start-up files take part in what the site shows.
    os.environ["IPYTHONDIR"] = str(CACHE / "ipython")


def pages(config: MkDocsConfig) -> list[File]:
    """The training scripts as pages: training/rings.md is rings.py."""
    found = []
    for path in sorted(SCRIPTS.glob("*.py")):
        uri = f"training/{path.stem}.md"
        page = File.generated(config, uri, abs_src_path=str(path))
        # What to edit, as seen from docs/.
        page.edit_uri = f"../{sources.relative(path)}"
        found.append(page)
    return found


def is_notebook(page: Page) -> bool:
    """Whether the page is one of `pages`."""
    return _script(page).parent == SCRIPTS


def render(
    execute: Render, page: Page, config: MkDocsConfig, files: Files
) -> None:
    """Render as a chapter what mkdocs-jupyter executes.

    Raises:
        BookError: a cell raises, or a figure has no text alternative.
    """
    script = _script(page)
    notebook = _executed(execute, page, config, files)
    drawn_in = sources.text(palette.FILE)
    key = cache.key(cache.code(), CHAPTER.read_bytes(), drawn_in, notebook)
    made = cache.kept(
        cache.entry("chapters", script.stem, key),
        lambda: pickle.dumps(_converted(notebook, script)),
    )
    page.markdown, figures, vars(page)["executed"] = pickle.loads(made)
    for name, svg in figures.items():
        uri = f"assets/figures/{name}"
        files.append(File.generated(config, uri, content=svg))
    page_cache.render(page, config, files)


def _script(page: Page) -> Path:
    return Path(page.file.abs_src_path or "")


def _executed(
    execute: Render, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """The executed notebook, from the cache where nothing has changed.

    mkdocs-jupyter's own cache depends on the script's bytes alone.
    """
    script = _script(page)
    key = cache.key(state(script), digest(JUPYTER / SETTINGS))
    entry = cache.entry("notebooks", script.stem, key)

    def make() -> bytes:
        log.info(f"Executing {sources.relative(script)}")
        try:
            execute(config, files)
        except CellExecutionError as error:
            what = f"{error.ename}: {error.evalue}"
            raise BookError(f"{_where(script, error)}: {what}") from error
        return (page.content or "").encode()

    return cache.kept(entry, make).decode()


def _converted(
    text: str, script: Path
) -> tuple[str, dict[str, str], list[NotebookNode]]:
    """An executed notebook as Markdown, its figures by name, and its cells.

    A code cell's metadata gives `alt`, the text alternative of its figure.
    """
    notebook = nbformat.reads(text, as_version=4)
    figures: dict[str, str] = {}

    def figure(data: NotebookNode, cell: NotebookNode) -> str:
        where = _place(script, cell.source, 1)
        if "alt" not in cell.metadata:
            raise BookError(
                f'{where}: a figure without its text; write: # %% alt="…"'
            )
        svg = themed(data["image/svg+xml"], where)
        narrow = themed(data[MIME], where)
        name = f"{script.stem}-{len(figures) // 2 + 1}"
        name = hashed_assets.stamped(name, (svg + narrow).encode())
        figures[f"{name}.svg"] = svg
        figures[f"{name}{NARROW}.svg"] = narrow
        return f"![{cell.metadata.alt}](/assets/figures/{name}.svg)"

    exporter = MarkdownExporter(
        template_file=str(CHAPTER),
        filters={"figure": figure},
    )
    markdown = exporter.from_notebook_node(notebook)[0]
    for cell in notebook.cells:  # none to take away has both forms
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(MIME, None)
    return markdown, figures, notebook.cells


def _where(script: Path, error: CellExecutionError) -> str:
    """The failing line of the script, from the cell and line that raised."""
    trace = strip_ansi(error.traceback)
    cell, line = re.findall(r"Cell In\[(\d+)\], line (\d+)", trace)[-1]
    cells = [x for x in jupytext.read(script).cells if x.cell_type == "code"]
    return _place(script, cells[int(cell) - 1].source, int(line))


def _place(script: Path, cell: str, line: int) -> str:
    """`script:line` of a line of one of its cells."""
    text = sources.text(script)
    line += text.count("\n", 0, text.index(cell))
    return f"{sources.relative(script)}:{line}"
