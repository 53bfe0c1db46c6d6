"""What several tests share: the built site, and a copy of the project."""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import coverage
import pytest
from filelock import FileLock

from lossbook import check_results
from lossbook.paths import ROOT


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
        text=True,
        timeout=300,
    )


def environment_of(root: Path, **settings: str) -> dict[str, str]:
    """This process's, for Python and mkdocs in a project folder."""
    unset = {"SITE_URL", "REPO_URL"}
    inherited = {k: v for k, v in os.environ.items() if k not in unset}
    ours = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root)}
    return {**inherited, **ours, **settings}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site as `mkdocs build --strict` writes it, one for all workers."""

    def build(folder: Path) -> subprocess.CompletedProcess:
        return mkdocs("build", "--strict", "--site-dir", str(folder))

    return made_once("site", build, tmp_path_factory)


@pytest.fixture(scope="session")
def built_book(tmp_path_factory) -> Path:
    """The small book, built, one for all workers: not to be changed."""

    def build(folder: Path) -> subprocess.CompletedProcess:
        return mkdocs("build", "--strict", root=assembled(folder))

    return made_once("book", build, tmp_path_factory)


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
    "tests/snippets/regularizers",
    "tests/snippets/training",
)


def assembled(folder: Path) -> Path:
    """Put the small book together: tests/book, and this project's machinery."""
    ignored = shutil.ignore_patterns("__pycache__", "book")
    for name in ("lossbook", "tests", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in OF_THE_REAL_BOOK:
        shutil.rmtree(folder / name)
    for name in ("LICENSE", "Makefile", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder)
    shutil.copy2(ROOT / "mkdocs.yml", folder / "book.yml")
    return Path(
        shutil.copytree(ROOT / "tests/book", folder, dirs_exist_ok=True)
    )


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project, results kept so far included, to be damaged."""
    return copied(tmp_path / "project")


def copied(folder: Path) -> Path:
    """Copy the project, without what a build and the tests do not read."""
    ignored = shutil.ignore_patterns(
        *(".git", ".venv", "site", "*.zip", "__pycache__", "*_cache"),
        ".hypothesis",
    )
    tools = ("bench", "ipython", "mutate", "node", "portability")

    def leave(where: str, names: list[str]) -> set[str]:
        kept = where == str(ROOT / ".cache")
        return ignored(where, names) | set(tools if kept else ())

    return Path(shutil.copytree(ROOT, folder, ignore=leave))


LEDGER = pytest.StashKey[dict]()
COVERAGE = pytest.StashKey[coverage.Coverage]()


def pytest_configure(config):
    config.stash[LEDGER] = defaultdict(lambda: defaultdict(list))
    # Of pytest-xdist, the workers run the tests and one controller waits.
    worker = getattr(config, "workerinput", None)
    if worker["whole"] if worker else is_whole(config):
        measured = coverage.Coverage(data_suffix=True)
        config.stash[COVERAGE] = measured
        if not worker:
            measured.erase()
        if not distributes(config):
            measured.start()


def distributes(config) -> bool:
    """Whether others run the tests for this process."""
    return bool(getattr(config.option, "tx", None))


def is_whole(config) -> bool:
    """Whether all tests run: a part cannot run every line of a snippet."""
    return (
        config.args_source is config.ArgsSource.TESTPATHS
        and not config.option.keyword
        and not config.option.markexpr
        and not config.option.collectonly
    )


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Tell a worker what its own command line does not."""
    node.workerinput["whole"] = is_whole(node.config)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Take over what a worker found."""
    output = getattr(node, "workeroutput", {})
    for name, kinds in output.get("ledger", {}).items():
        for kind, checked in kinds.items():
            node.config.stash[LEDGER][name][kind] += checked


@pytest.fixture(scope="session")
def ledger(pytestconfig) -> dict:
    """What was checked, by page and kind; shown at the end and on the site."""
    return pytestconfig.stash[LEDGER]


# After pytest-xdist's own, which waits for the workers.
@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    config = session.config
    measured = config.stash.get(COVERAGE, None)
    if measured and not distributes(config):
        measured.stop()
        measured.save()
    if hasattr(config, "workeroutput"):
        config.workeroutput["ledger"] = {
            name: dict(kinds) for name, kinds in config.stash[LEDGER].items()
        }
    elif measured:
        measured.combine()
        if unrun(config) and exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def unrun(config) -> list[str]:
    """The lines of snippets that no test ran, as `file:line`."""
    if COVERAGE not in config.stash:
        return []
    measured = config.stash[COVERAGE]
    return [
        f"{script.relative_to(ROOT)}:{line}: no test runs this line"
        for script in sorted((ROOT / "snippets").rglob("*.py"))
        for line in measured.analysis2(str(script))[3]
    ]


def pytest_terminal_summary(terminalreporter, config):
    show(terminalreporter, config.stash[LEDGER])
    # Last, where a log that was cut still has them.
    for line in unrun(config):
        terminalreporter.write_line(line, red=True)


def show(terminalreporter, found: dict) -> None:
    """Keep the ledger, and print its table."""
    if not found:
        return
    check_results.add(found)
    terminalreporter.section("checked, by page")
    row = "{:<42}" + "{:>10}" * len(check_results.KINDS)
    terminalreporter.write_line(row.format("", *check_results.KINDS))
    for name in sorted(found):
        counts = [len(found[name][kind]) for kind in check_results.KINDS]
        terminalreporter.write_line(row.format(name, *counts))
