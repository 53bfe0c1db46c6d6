"""What several tests share: the built site, and a copy of the project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# A worker of pytest-xdist on each core, and each with one thread: two threads
# that wait for a core that the other has cost six times the CPU seconds. Before
# anything imports torch.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from filelock import FileLock

from lossbook.errors import BookError, raised
from lossbook.generate.output_checks import LEFT_OUT
from lossbook.paths import CACHE, ROOT
from tests.forked import environment_of, run
from tests.ledger import Ledger
from tests.unrun_lines import UnrunLines, is_whole

collect_ignore = ["book"]  # tests of the small book, to be run in it


def mkdocs(
    *arguments: str, root: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess:
    """Run mkdocs in a project folder, as its users do."""
    return python("-m", "mkdocs", *arguments, root=root, **environment)


def python(
    *arguments: str, root: Path, **environment: str
) -> subprocess.CompletedProcess:
    """Run Python in a project folder, whose modules it imports."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=environment_of(root, **environment),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def build(
    root: Path, *options: str, **environment: str
) -> subprocess.CompletedProcess:
    """Build a project folder's site; it is strict as its settings say."""
    return run("mkdocs", "build", *options, root=root, **environment)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site as `mkdocs build --strict` writes it, one for all workers."""

    def make(folder: Path) -> subprocess.CompletedProcess:
        # tests/docs/test_blocks.py runs each snippet and compares its outputs.
        return build(ROOT, "--site-dir", str(folder), **{LEFT_OUT: "1"})

    return made_once("site", make, tmp_path_factory)


@pytest.fixture(scope="session")
def built_book(tmp_path_factory) -> Path:
    """The small book, built, one for all workers: not to be changed."""
    return made_once(
        "book", lambda folder: build(assembled(folder)), tmp_path_factory
    )


def made_once(
    name: str,
    make: Callable[[Path], subprocess.CompletedProcess],
    tmp_path_factory,
) -> Path:
    """A folder that the first worker to ask for it makes, for all of them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, failure = shared / name, shared / f"{name}-failure"
    with FileLock(shared / f"{name}.lock"):
        if not folder.exists() and not failure.exists():
            done = make(folder)
            if done.returncode:
                failure.write_text(done.stdout + done.stderr, "utf-8")
    if failure.exists():
        pytest.fail(failure.read_text("utf-8"), pytrace=False)
    return folder


@pytest.fixture
def book(built_book, tmp_path) -> Path:
    """A copy of the small book, results kept so far included, to damage."""
    return Path(shutil.copytree(built_book, tmp_path / "book"))


# What is of the real book's own pages and losses, not of any book's.
OF_THE_REAL_BOOK = (
    "tests/docs/equations",
    "tests/snippets/explorers",
    "tests/snippets/figures",
    "tests/snippets/losses",
    "tests/snippets/pitfalls",
    "tests/snippets/regularizers",
    "tests/snippets/tools",
    "tests/snippets/training",
    "tests/snippets/test_new_snippet.py",
)


def assembled(folder: Path) -> Path:
    """Put the small book together: tests/book, and this project's machinery."""
    ignored = shutil.ignore_patterns("__pycache__", "book")
    for name in ("lossbook", "tests", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in OF_THE_REAL_BOOK:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in ("LICENSE", "Makefile", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder)
    shutil.copy2(ROOT / "mkdocs.yml", folder / "book.yml")
    return Path(
        shutil.copytree(ROOT / "tests/book", folder, dirs_exist_ok=True)
    )


def copied(folder: Path) -> Path:
    """Copy the project, without what a build and the tests do not read."""
    ignored = shutil.ignore_patterns(
        *(".git", ".venv", "site", "*.zip", "__pycache__", "*_cache"),
        ".hypothesis",
    )

    def leave(where: str, names: list[str]) -> set[str]:
        kept = {"checks", "entries"} if where == str(CACHE) else names
        return ignored(where, names) | {*names}.difference(kept)

    return Path(shutil.copytree(ROOT, folder, ignore=leave))


def author_error(error: BaseException | None, *kinds: type) -> str:
    """The one line of an author's mistake; "" for all that is none."""
    if isinstance(error, BookError):
        return str(error)
    line = raised(error, "") if isinstance(error, kinds) else ""
    return line if line.startswith("snippets/") else ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Show an author's mistake as the line that it is."""
    report = yield
    error = call.excinfo and call.excinfo.value
    if line := author_error(error, SyntaxError, ImportError):
        report.longrepr = line
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same, whatever an import of a snippet raises, while collecting."""
    report = yield
    error = report.call.excinfo and report.call.excinfo.value
    if isinstance(error, pytest.Collector.CollectError):
        error = error.__cause__
    if line := author_error(error, Exception):
        report.longrepr = line
    return report


def pytest_configure(config):
    config.pluginmanager.register(Ledger(), "ledger")
    if is_whole(config):
        config.pluginmanager.register(UnrunLines(config), "unrun lines")


@pytest.fixture(scope="session")
def ledger(pytestconfig) -> dict:
    """What was checked, by page and kind; shown on the site."""
    return pytestconfig.pluginmanager.get_plugin("ledger").found
