"""Makes a chapter of the training example, which mkdocs-jupyter executes.

mkdocs-jupyter runs the percent-format script and keeps the result. Its template
here hands over the executed notebook as it is, and this module writes that as
Markdown, so that code, mathematics, links and figures of the page go through
what every other chapter goes through.
"""

import json
import os
import re
from pathlib import Path

import jupytext
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from nbclient.exceptions import CellExecutionError

from lossbook.errors import BookError
from lossbook.generate.figures import state, themed
from lossbook.pages import hashed_assets, page_cache
from lossbook.paths import CACHE, ROOT, SNIPPETS

SCRIPTS = SNIPPETS / "training"
JUPYTER = Path(__file__).parent / "jupyter"
FOLDER = CACHE / "notebooks"


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
        page.edit_uri = f"../{path.relative_to(ROOT).as_posix()}"
        found.append(page)
    return found


def is_notebook(page: Page) -> bool:
    """Whether the page is one of `pages`."""
    source = page.file.abs_src_path
    return source is not None and Path(source).parent == SCRIPTS


def choose_cache(page: Page, config: MkDocsConfig) -> None:
    """Name mkdocs-jupyter's cache by all that the page's output depends on.

    Its own key is the script's bytes alone.
    """
    script = Path(page.file.abs_src_path)
    key = state(script)
    settings = config.plugins["mkdocs-jupyter"].config
    settings["cache_dir"] = str(FOLDER / f"{script.stem}-{key}")
    for old in FOLDER.glob(f"{script.stem}-*/*.json"):
        if old.parent.name != f"{script.stem}-{key}":
            old.unlink()


def as_chapter(page: Page) -> None:
    """Let the page render as Markdown what mkdocs-jupyter executed."""
    execute = page.render

    def render(config: MkDocsConfig, files: Files) -> None:
        try:
            execute(config, files)
        except CellExecutionError as error:
            raise BookError(_where(page, error)) from error
        notebook = json.loads(page.content)
        page.executed = notebook["cells"]
        page.markdown, figures = to_markdown(notebook, page.file.name)
        for name, svg in figures.items():
            uri = f"assets/figures/{name}"
            files.append(File.generated(config, uri, content=svg))
        page_cache.render(page, config, files)

    page.render = render


def to_markdown(notebook: dict, name: str) -> tuple[str, dict[str, str]]:
    """An executed notebook as Markdown, and its figures by file name.

    A code cell's metadata may give `alt`, the text alternative of its figure.

    Args:
        notebook: the notebook's JSON.
        name: stem of the figures' names.
    """
    parts, figures = [], {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            parts.append(cell["source"])
            continue
        parts.append(f"```python\n{cell['source']}\n```")
        text, stream = "", None
        for output in cell["outputs"]:
            data = output.get("data", {})
            if "image/svg+xml" in data:
                svg = themed(data["image/svg+xml"])
                figure = hashed_assets.stamped(
                    f"{name}-{len(figures) + 1}.svg", svg.encode()
                )
                figures[figure] = svg
                parts.append(
                    f"![{cell['metadata']['alt']}](/assets/figures/{figure})"
                )
            else:
                # A progress bar ends without a newline, on another stream.
                if output.get("name") != stream and not text.endswith("\n"):
                    text += "\n"
                stream = output.get("name")
                text += output.get("text") or data["text/plain"]
        if text.strip():
            parts.append(_output(text))
    return "\n\n".join(parts), figures


def _output(text: str) -> str:
    # A progress bar rewrites its line; the last state is what one sees.
    lines = [line.split("\r")[-1] for line in text.strip("\n").split("\n")]
    lines = [line for line in lines if line.strip()]
    plain = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", "\n".join(lines))
    return f"```{{ .text .output .no-copy }}\n{plain}\n```"


def _where(page: Page, error: CellExecutionError) -> str:
    """The failing line of the script, from the cell and line that raised."""
    script = Path(page.file.abs_src_path)
    message = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
    cells = [
        cell
        for cell in jupytext.read(script)["cells"]
        if cell["cell_type"] == "code"
    ]
    found = re.findall(r"Cell In\[(\d+)\], line (\d+)", message)
    where = str(script.relative_to(ROOT))
    if found:
        cell, line = map(int, found[-1])
        text = script.read_text("utf-8")
        before = text[: text.index(cells[cell - 1]["source"])]
        where += f":{before.count(chr(10)) + line}"
    return f"{where}: {message.strip().splitlines()[-1]}"
