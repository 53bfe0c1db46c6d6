"""mktestdocs finds each code block of each page; it is run, or counted as not.

A snippet runs under its own name, so that each line counts as run or not, and
each `#>` line is compared with what the print above it printed. The cells of
the training page were run by their kernel when the site was built. Of commands
it is seen that a reader could run them.
"""

import re
import shlex
import subprocess

import jupytext
import pytest
from mktestdocs.__main__ import grab_code_blocks

from lossbook import cache
from lossbook.errors import BookError
from lossbook.generate import output_checks
from lossbook.generate.outputs import OUTPUT, difference
from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import source
from tests.docs.pages import ALL_NAMES, NAMES, TRAINING, blocks
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
EMBEDDED = [
    (name, block.snippet.relative_to(SNIPPETS).as_posix())
    for name in NAMES
    for block in blocks(DOCS / f"{name}.md")
]
# What no test runs, by how it begins: it serves, works for minutes, or is for
# another environment than this one.
NOT_RUN = (
    *("make", "python3 -m venv", ".", "pip install", "mkdocs", "pytest"),
    "torchrun",  # its processes meet over a network; the tests start their own
)


def file_of(block: str) -> str:
    """The name of the snippet, or of the training page's cell."""
    name = CELLS.get(block.strip()) or FILES.get(block.strip())
    assert name, f"a block that no file stands behind:\n{block}"
    return name


def commands(text: str) -> list[str]:
    """The blocks of commands, of which a reader could run each."""
    found = grab_code_blocks(text, lang="bash")
    for line in "".join(found).splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        assert " ".join([*words, ""]).startswith(
            tuple(f"{each} " for each in NOT_RUN)
        ), f"no test runs it, nor is it known why: {line}"
        if words[0] == "make":
            subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, check=True)
        for word in words:
            if re.fullmatch(r"\w[\w./-]*(/|\.txt)[\w./-]*", word):
                assert (ROOT / word).exists(), f"no such file: {word}"
    return found


def outputs(name: str) -> list[str]:
    """The `#>` lines of a snippet, as `file:line`."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [f"{name}:{n}" for n, x in enumerate(lines, 1) if OUTPUT.match(x)]


@pytest.mark.parametrize(("name", "snippet"), EMBEDDED)
def test_a_snippet_prints_what_it_says(name, snippet):
    path = f"snippets/{snippet}"
    try:
        report = difference((ROOT / path).read_text("utf-8"), path)
    except BookError as error:
        report = str(error)
    if report:
        pytest.fail(report, pytrace=False)
    # The next build need not run it.
    cache.write(output_checks.entry(path), b"")


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_block(name, site, ledger):
    text = (site / f"{name}.md").read_text("utf-8")
    python = list(map(file_of, grab_code_blocks(text, lang="python")))
    not_run = commands(text)
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
    assert len(python + not_run) == len(shown), (
        f"{name}: {len(shown)} blocks are shown"
    )
    ledger[name]["blocks"] += python
    ledger[name]["not run"] += not_run
    ledger[name]["outputs"] += printed


def test_every_block_of_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(commands(text)) == text.count("```") / 2
