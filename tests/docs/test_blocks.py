"""mktestdocs runs every code block of every page, snippets expanded."""

import re
import shlex
import subprocess
from importlib.util import find_spec
from pathlib import Path

import markdown
import mktestdocs
import pytest
from bs4 import BeautifulSoup
from mktestdocs.__main__ import grab_code_blocks

from lossbook.errors import BookError
from lossbook.generate.outputs import OUTPUT, difference
from lossbook.paths import ROOT
from tests.docs.pages import DOCS, NAMES, PAGES, Block, blocks

README = ROOT / "README.md"


class Executor:
    """Runs the blocks that mktestdocs finds on one page, and counts them."""

    def __init__(self, expected: list[Block]):
        self.waiting = list(expected)
        self.run = 0

    def python(self, source: str) -> None:
        """Run an embedded file; compare its `#>` lines with what it prints."""
        assert self.waiting, f"a block that no file stands behind:\n{source}"
        block = self.waiting.pop(0)
        text = block.snippet.read_text("utf-8")
        assert source.rstrip() == text.rstrip(), f"{block}: not the whole file"
        name = str(block.snippet.relative_to(ROOT))
        try:
            report = difference(text, name)
        except BookError as error:
            pytest.fail(f"{block}: {error}", pytrace=False)
        if report:
            pytest.fail(f"{block}: {report}\nRun: make update", pytrace=False)
        self.run += 1

    def bash(self, source: str) -> None:
        """See that each command exists; none of them is run here."""
        for line in source.strip().splitlines():
            words = shlex.split(line, comments=True)
            if words:
                check_command(words)
        self.run += 1


def check_command(words: list[str]) -> None:
    """Fail for a command that a reader could not run in this folder."""
    match words:
        case ["make", *targets]:
            done = subprocess.run(
                ["make", "--dry-run", *targets],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
        case ["python", "-m", module, *rest]:
            assert find_spec(module), f"no module {module}"
            check_paths(rest)
        case ["python3", "-m", "venv", _] | [
            "pip",
            "install",
            "torch==2.13.0",
            *_,
        ]:
            pass
        case ["pip", "install", "-r", *rest] | ["pytest", *rest]:
            check_paths(rest)
        case ["mkdocs", ("serve" | "build"), *_] | ["git", "clone", *_]:
            pass
        case [(".venv/bin/activate" | "cd" | "source" | "."), *_]:
            pass
        case _:
            pytest.fail(f"no check knows the command: {shlex.join(words)}")


def check_paths(words: list[str]) -> None:
    """Fail for a path that is not there."""
    for word in words:
        if "/" in word or word.endswith(".txt"):
            assert (ROOT / word).exists(), f"no such file: {word}"


def expand(text: str) -> str:
    """The page as the site shows it: every embedded file in its place."""
    md = markdown.Markdown(
        extensions=["pymdownx.snippets"],
        extension_configs={
            "pymdownx.snippets": {
                "base_path": [str(ROOT)],
                "check_paths": True,
            }
        },
    )
    return "\n".join(md.preprocessors["snippet"].run(text.split("\n")))


def run(page: Path, folder: Path) -> int:
    """Let mktestdocs run the page's blocks; return how many it ran."""
    executor = Executor(blocks(page))
    mktestdocs.register_executor("python", executor.python)
    mktestdocs.register_executor("bash", executor.bash)
    expanded = folder / page.name
    expanded.write_text(expand(page.read_text("utf-8")), "utf-8")
    for language in ("python", "bash"):
        mktestdocs.check_md_file(expanded, lang=language)
    assert not executor.waiting, f"{executor.waiting[0]}: was not run"
    return executor.run


RAN: dict[Path, int] = {}


@pytest.mark.parametrize("page", [*PAGES, README], ids=[*NAMES, "README"])
def test_every_block_runs(page, tmp_path, ledger):
    RAN[page] = run(page, tmp_path)
    if page == README:
        return
    count = ledger[page.relative_to(DOCS).with_suffix("").as_posix()]
    names = [str(block.snippet.relative_to(ROOT)) for block in blocks(page)]
    count["blocks"] += names
    count["outputs"] += [
        f"{name}:{line}"
        for name in names
        for line, text in enumerate((ROOT / name).read_text().splitlines(), 1)
        if OUTPUT.match(text)
    ]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_blocks_shown_are_blocks_run(page, tmp_path, site):
    # What mktestdocs passes over in silence, the count finds.
    ran = RAN[page] if page in RAN else run(page, tmp_path)
    address = page.relative_to(DOCS).with_suffix("")
    folder = address.parent if address.name == "index" else address
    html = (site / folder / "index.html").read_text("utf-8")
    shown = BeautifulSoup(html, "html.parser").select("article .highlight")
    assert ran == len(shown), (
        f"{page.relative_to(ROOT)}: the site shows {len(shown)} code blocks, "
        f"{ran} were run"
    )


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_python_on_a_page_is_a_file(page):
    text = page.read_text("utf-8")
    fences = re.findall(
        r"^ *(?:```|~~~).*\n(?:.*\n)*? *(?:```|~~~)$", text, re.M
    )
    for fence in fences:
        line = text.count("\n", 0, text.index(fence)) + 1
        first, body = fence.split("\n")[:2]
        ok = first.strip() == "```bash" or (
            first.strip() == "```python" and body.strip().startswith("--8<--")
        )
        where = f"{page.relative_to(ROOT)}:{line}"
        assert ok, f"{where}: {first.strip()!r} holds code that no file is"


def test_mktestdocs_still_finds_blocks():
    assert grab_code_blocks("```python\nprint(1)\n```") == ["print(1)\n"]
