"""mktestdocs finds each code block of each page; it is run, or counted as not.

A snippet runs under its own name, so that each line counts as run or not, and
each `#>` line is compared with what the print above it printed. The cells of
the training page were run by their kernel when the site was built. Of commands
it is seen that a reader could run them.
"""

import re
import shlex
import subprocess

import pytest
from mktestdocs.__main__ import grab_code_blocks

from lossbook import cache
from lossbook.errors import BookError
from lossbook.generate import output_checks
from lossbook.generate.outputs import OUTPUT, difference
from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import read, relative, source
from tests.docs.pages import ALL_NAMES, NAMES, TRAINING, blocks
from tests.docs.prose import cells
from tests.html import parsed

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


def python(name: str) -> dict[str, str]:
    """The blocks of Python that a page should show, by where they stand."""
    if name in TRAINING:
        found = cells(read(source(name)))
        return {f"{name}, cell {n}": x for n, (_, x) in enumerate(found, 1)}
    embedded = [block.snippet for block in blocks(source(name))]
    return {relative(snippet): read(snippet) for snippet in embedded}


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
    text, files = (site / f"{name}.md").read_text("utf-8"), python(name)
    shown = grab_code_blocks(text, lang="python")
    expected = [each.strip() for each in files.values()]
    assert [each.strip() for each in shown] == expected
    not_run = commands(text)
    # What mktestdocs passes over in silence, the count finds.
    html = site / name.removesuffix("index") / "index.html"
    count = len(parsed(html).css("article .highlight:not(.output)"))
    assert len(shown + not_run) == count, f"{name}: {count} blocks are shown"
    ledger[name]["blocks"] += files
    ledger[name]["not run"] += not_run
    ledger[name]["outputs"] += grab_code_blocks(text, lang="text") or [
        f"{where}:{number}"
        for where, code in files.items()
        for number, line in enumerate(code.splitlines(), 1)
        if OUTPUT.match(line)
    ]


def test_every_block_of_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(commands(text)) == text.count("```") / 2
