"""mktestdocs finds each code block of each page; it is run, or counted as not.

Its executor of commands runs what can run here. Python has one of ours: a
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


def run(block: str) -> str:
    """The name of a snippet, whose `#>` lines are what it prints when run."""
    if cell := CELLS.get(block.strip()):
        return cell
    name = FILES.get(block.strip())
    assert name, f"a block that no file stands behind:\n{block}"
    try:
        report = difference((ROOT / name).read_text("utf-8"), name)
    except BookError as error:
        report = str(error)
    if report:
        pytest.fail(report, pytrace=False)
    # The next build need not run it.
    cache.write(output_checks.entry(name), b"")
    return name


def commands(text: str) -> tuple[list[str], list[str]]:
    """The blocks of commands that were run, and those that only could be."""
    done, not_run = [], []
    for block in grab_code_blocks(text, lang="bash"):
        lines = [shlex.split(x, comments=True) for x in block.splitlines()]
        lines = [words for words in lines if words]
        if reasons := [why for words in lines if (why := reason(words))]:
            for words in lines:
                check(words)
            not_run.append(f"{block}Not run: {reasons[0]}.")
        else:
            exec_bash(block)
            done.append(block)
    return done, not_run


def reason(words: list[str]) -> str | None:
    """Why a command is not run; None for one that is."""
    command = " ".join([*words, ""])
    reasons = (NOT_RUN[x] for x in NOT_RUN if command.startswith(f"{x} "))
    return next(reasons, None)


def check(words: list[str]) -> None:
    """Fail for a command that a reader could not run in this folder."""
    program, *rest = words
    if program == "make":
        subprocess.run([program, "--dry-run", *rest], cwd=ROOT, check=True)
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
    text = (site / f"{name}.md").read_text("utf-8")
    python = [run(block) for block in grab_code_blocks(text, lang="python")]
    done, not_run = commands(text)
    if name in TRAINING:
        expected = [cell for cell in CELLS.values() if f"{name}," in cell]
        printed = grab_code_blocks(text, lang="text")
    else:
        embedded = [block.snippet for block in blocks(DOCS / f"{name}.md")]
        expected = [path.relative_to(ROOT).as_posix() for path in embedded]
        printed = [line for path in expected for line in outputs(path)]
    assert python == expected
    # What mktestdocs passes over in silence, the count finds.
    html = site / name.removesuffix("index") / "index.html"
    shown = parsed(html).css("article .highlight:not(.output)")
    assert len(python + done + not_run) == len(shown), (
        f"{name}: {len(shown)} blocks are shown"
    )
    ledger[name]["blocks"] += [*python, *done]
    ledger[name]["not run"] += not_run
    ledger[name]["outputs"] += printed


def test_every_block_of_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    done, not_run = commands(text)
    assert len(done + not_run) == text.count("```") / 2


def test_a_command_is_run_if_it_can_be(tmp_path):
    made = tmp_path / "made"
    text = f"```bash\ntouch {made}\n```\n"
    assert commands(text) == ([f"touch {made}\n"], [])
    assert made.exists()
    _, (not_run,) = commands(f"```bash\nmake test\nrm {made}\n```\n")
    assert not_run.endswith(f"Not run: {NOT_RUN['make']}.")
    assert made.exists()
