"""mktestdocs finds each code block of each page; it is run, or counted as not.

Its executor of commands runs what can run here. That of Python is replaced: a
snippet runs under its own name, so that each line counts as run or not, and
each `#>` line is compared with what the print above it printed. The cells of
the training page were run by their kernel when the site was built.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest
from mktestdocs import check_md_file, register_executor
from mktestdocs.__main__ import exec_bash, grab_code_blocks

from lossbook import cache
from lossbook.errors import BookError
from lossbook.generate import output_checks
from lossbook.generate.outputs import OUTPUT, difference
from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import source
from tests.docs.pages import ALL_NAMES, TRAINING, blocks
from tests.html import parsed

# By text, the name of each cell of a training page, and of each snippet.
CELLS = {
    cell.source.strip(): f"{name}, cell {number}"
    for name in TRAINING
    for number, cell in enumerate(jupytext.read(source(name)).cells, 1)
    if cell.cell_type == "code"
}
FILES = {
    script.read_text("utf-8").strip(): script.relative_to(ROOT).as_posix()
    for script in SNIPPETS.rglob("*.py")
}
PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
# What is not run, by how it begins.
NOT_RUN = {
    "make": "it makes an environment, and writes files or works for minutes",
    "python3 -m venv": "it is for another environment than this one",
    ".": "it is for another environment than this one",
    "pip install": "it is for another environment than this one",
    "mkdocs serve": "it serves until it is stopped",
    "mkdocs build": "the tests have run it: it made the site that they read",
    "pytest": "it is what runs now",
    "torchrun": "its processes meet over a network; the tests start their own",
}


class Page:
    """The code blocks of one page, and what became of each."""

    def __init__(self, markdown: Path):
        self.python, self.commands, self.not_run = [], [], []
        for language, run in (("python", self.run), ("bash", self.command)):
            register_executor(language, run)
            check_md_file(markdown, lang=language)

    def run(self, block: str) -> None:
        """Run a snippet, and compare its `#>` lines with what it prints."""
        if cell := CELLS.get(block.strip()):
            self.python.append(cell)
            return
        name = FILES.get(block.strip())
        assert name, f"a block that no file stands behind:\n{block}"
        try:
            report = difference((ROOT / name).read_text("utf-8"), name)
        except BookError as error:
            pytest.fail(str(error), pytrace=False)
        if report:
            pytest.fail(report, pytrace=False)
        # The next build need not run it.
        cache.write(output_checks.entry(name), b"")
        self.python.append(name)

    def command(self, block: str) -> None:
        """Run the commands, if all of them can be; else see that they could."""
        lines = [shlex.split(x, comments=True) for x in block.splitlines()]
        lines = [words for words in lines if words]
        if reasons := [why for words in lines if (why := reason(words))]:
            for words in lines:
                check(words)
            self.not_run.append(f"{block}Not run: {reasons[0]}.")
        else:
            exec_bash(block)
            self.commands.append(block)


def reason(words: list[str]) -> str | None:
    """Why a command is not run; None for one that is."""
    command = " ".join([*words, ""])
    reasons = (NOT_RUN[x] for x in NOT_RUN if command.startswith(f"{x} "))
    return next(reasons, None)


def check(words: list[str]) -> None:
    """Fail for a command that a reader could not run in this folder."""
    program, *rest = words
    if program == "make":
        done = subprocess.run(
            [program, "--dry-run", *rest],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
    assert program == "." or shutil.which(program, path=PATH), program
    for word in rest:
        if re.fullmatch(r"\w[\w./-]*(/|\.txt)[\w./-]*", word):
            assert (ROOT / word).exists(), f"no such file: {word}"


def outputs(name: str) -> list[str]:
    """The `#>` lines of a snippet, as `file:line`."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [f"{name}:{n}" for n, x in enumerate(lines, 1) if OUTPUT.match(x)]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_block(name, site, ledger):
    form = site / f"{name}.md"
    page = Page(form)
    if name in TRAINING:
        expected = [cell for cell in CELLS.values() if f"{name}," in cell]
        printed = grab_code_blocks(form.read_text("utf-8"), lang="text")
    else:
        embedded = [block.snippet for block in blocks(DOCS / f"{name}.md")]
        expected = [path.relative_to(ROOT).as_posix() for path in embedded]
        printed = [line for path in expected for line in outputs(path)]
    assert page.python == expected
    # What mktestdocs passes over in silence, the count finds.
    found = [*page.python, *page.commands, *page.not_run]
    html = site / name.removesuffix("index") / "index.html"
    shown = parsed(html).css("article .highlight:not(.output)")
    assert len(found) == len(shown), f"{name}: {len(shown)} blocks are shown"
    ledger[name]["blocks"] += [*page.python, *page.commands]
    ledger[name]["not run"] += page.not_run
    ledger[name]["outputs"] += printed


def test_every_block_of_the_readme():
    page = Page(ROOT / "README.md")
    fences = (ROOT / "README.md").read_text("utf-8").count("```")
    assert len(page.commands + page.not_run) == fences / 2


def test_a_command_is_run_if_it_can_be(tmp_path):
    page, made = tmp_path / "page.md", tmp_path / "made"
    page.write_text(f"```bash\ntouch {made}\n```\n", "utf-8")
    assert Page(page).commands == [f"touch {made}\n"]
    assert made.exists()
    page.write_text(f"```bash\nmake test\nrm {made}\n```\n", "utf-8")
    (not_run,) = Page(page).not_run
    assert not_run.endswith(f"Not run: {NOT_RUN['make']}.")
    assert made.exists()
