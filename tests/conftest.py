"""What several tests share: the built site, and a copy of the project."""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import coverage
import pytest

from lossbook import checks
from lossbook.closure import ROOT

QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def mkdocs(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess:
    """Run mkdocs in a project folder, as its users do."""
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site as `mkdocs build --strict` writes it."""
    folder = tmp_path_factory.mktemp("site")
    done = mkdocs("build", "--strict", "--site-dir", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project, results kept so far included, to be damaged."""
    copy = tmp_path / "project"
    leave = shutil.ignore_patterns(
        ".git", ".venv", "site", "__pycache__", "*_cache", ".hypothesis"
    )
    shutil.copytree(ROOT, copy, ignore=leave)
    return copy


LEDGER = pytest.StashKey[dict]()
COVERAGE = pytest.StashKey[coverage.Coverage]()


def pytest_configure(config):
    config.stash[LEDGER] = defaultdict(lambda: defaultdict(list))
    # A part of the tests cannot run every line of every snippet.
    whole = config.args_source is config.ArgsSource.TESTPATHS
    if whole and not config.option.keyword and not config.option.collectonly:
        config.stash[COVERAGE] = coverage.Coverage()
        config.stash[COVERAGE].start()


@pytest.fixture(scope="session")
def ledger(pytestconfig) -> dict:
    """What was checked, by page and kind; shown at the end and on the site."""
    return pytestconfig.stash[LEDGER]


def pytest_sessionfinish(session, exitstatus):
    if COVERAGE in session.config.stash:
        session.config.stash[COVERAGE].stop()
        if unrun(session.config) and exitstatus == 0:
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
    for line in unrun(config):
        terminalreporter.write_line(line, red=True)
    found = config.stash[LEDGER]
    if not found:
        return
    checks.add(found)
    terminalreporter.section("checked, by page")
    row = "{:<42}" + "{:>10}" * len(checks.KINDS)
    terminalreporter.write_line(row.format("", *checks.KINDS))
    for name in sorted(found):
        counts = [len(found[name][kind]) for kind in checks.KINDS]
        terminalreporter.write_line(row.format(name, *counts))
