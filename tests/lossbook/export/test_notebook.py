"""A chapter's notebook holds the chapter, and runs where it stands alone."""

import base64
import json
import os
import re
import subprocess
import sys

import nbformat
import pytest

from lossbook import sources
from lossbook.dependencies import installed
from lossbook.pages.repository import BRANCH
from lossbook.paths import ROOT
from tests.docs.pages import DOCS, NAMES, TRAINING, blocks
from tests.snippets.grid import some

CHAPTERS = [name for name in NAMES if sources.has_code(name)]
# Runs each notebook named on the command line, its cells in one namespace and
# away from this project; writes what each cell printed, as JSON.
RUNNER = """
import contextlib, io, json, os, pathlib, sys, tempfile
home = pathlib.Path.cwd()
sys.path = [p for p in sys.path if not pathlib.Path(p, "snippets").is_dir()]
found = {}
for name in sys.argv[1:]:
    cells = json.loads((home / f"{name}.ipynb").read_text("utf-8"))["cells"]
    cells = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    if name.startswith("training/"):
        cells = cells[:2]  # its kernel ran the rest when the site was built
    for module in [m for m in sys.modules if m.startswith("snippets")]:
        del sys.modules[module]
    namespace = {"__name__": "__main__"}
    printed = found[name] = []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        sys.path.insert(0, folder)
        for number, cell in enumerate(cells, 1):
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(cell, f"{name} cell {number}", "exec"), namespace)
            printed.append(output.getvalue())
        del sys.path[0]
        os.chdir(home)
print(json.dumps(found))
"""


def notebook(site, name: str) -> nbformat.NotebookNode:
    return nbformat.read(site / f"{name}.ipynb", as_version=4)


def code(found: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in found.cells if cell.cell_type == "code"]


def text(cell: nbformat.NotebookNode) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)


def words(printed: str) -> list[str]:
    # Long lines are folded in a snippet, and prints in a loop stand together.
    return sorted(printed.split())


@pytest.mark.parametrize("name", [*CHAPTERS, *TRAINING])
def test_notebook_is_valid_and_holds_the_chapter(site, name):
    found = notebook(site, name)
    nbformat.validate(found)
    prose = "\n".join(c.source for c in found.cells if c not in code(found))
    assert prose.startswith("# ")
    assert f"torch=={installed('torch').partition('+')[0]}" in prose
    left = re.search(
        r"--8<--|^:::|^!!!|\\label|\\eqref|\.svg\)|```python", prose, re.M
    )
    assert not left, f"{name}.ipynb: {left[0]!r}"
    if name in TRAINING:
        return
    page = DOCS / f"{name}.md"
    sources = [cell.source for cell in code(found)]
    for block in blocks(page):
        lines = block.snippet.read_text("utf-8").splitlines()
        bare = [line for line in lines if not line.lstrip().startswith("#>")]
        whole = "\n".join(bare)
        assert any(cell.startswith(whole) for cell in sources), block
    source = page.read_text("utf-8")
    pictures = re.findall(r"\]\(data:image/svg\+xml;base64,([^)]+)\)", prose)
    assert len(pictures) == len(re.findall(r"^ *!\[", source, re.M))
    assert all(b"<svg" in base64.b64decode(picture) for picture in pictures)


def test_notebooks_run_alone_and_print_what_they_show(site):
    names = some([*CHAPTERS, *TRAINING], 6)
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, *names],
        cwd=site,
        env={**os.environ, "PYTHONPATH": "", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    for name, printed in json.loads(done.stdout).items():
        cells = code(notebook(site, name))
        for number, (cell, now) in enumerate(zip(cells, printed), 1):  # noqa: B905
            assert words(text(cell)) == words(now), (
                f"{name}.ipynb, code cell {number} shows\n{text(cell)}\n"
                f"and prints\n{now}"
            )


def test_links_lead_to_the_other_notebooks(site):
    for name in CHAPTERS:
        for cell in notebook(site, name).cells:
            if cell.cell_type != "markdown":
                continue
            for path in re.findall(
                r"\]\(([\w./-]+\.(?:ipynb|md|py))", cell.source
            ):
                there = (site / name).parent / path
                assert there.is_file(), f"{name}.ipynb: no {path}"


def test_workflow_puts_notebooks_where_colab_looks():
    workflow = (ROOT / ".github/workflows/site.yml").read_text("utf-8")
    assert f"--initial-branch {BRANCH}" in workflow
    assert f"HEAD:{BRANCH}" in workflow
