"""A pytest plugin: lines of snippets that no test runs fail a run of all tests.

    pytest -p tests.unrun_lines

Lines are counted while modules are imported and where snippets run, and not
where nothing but our own arithmetic would be slowed down.
"""

import contextlib
import os
import sys

import coverage
import pytest

from lossbook.paths import ROOT, SNIPPETS

COUNTED = ("tests/docs/test_blocks.py", "tests/snippets/")
NOT_COUNTED = (
    "tests/snippets/losses/test_identities.py",
    "tests/snippets/regularizers/test_identities.py",
    "tests/snippets/test_export.py",
    "tests/snippets/test_new_snippet.py",
    "tests/snippets/test_oracles.py",
)
# Every worker of pytest-xdist counts; its controller adds up.
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
UNRUN = []

if sys.version_info >= (3, 12):  # where Python itself can count
    os.environ.setdefault("COVERAGE_CORE", "sysmon")
LINES = coverage.Coverage()
if hasattr(os, "fork"):  # what a snippet's ranks run is run, too
    LINES.set_option("run:patch", ["fork", "_exit"])
if not IS_WORKER:
    LINES.erase()


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    with LINES.collect():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    counted = item.nodeid.startswith(COUNTED) and not (
        item.nodeid.startswith(NOT_COUNTED)
    )
    with LINES.collect() if counted else contextlib.nullcontext():
        return (yield)


# After pytest-xdist's own, which waits for the workers.
@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    LINES.save()
    if IS_WORKER:
        return
    LINES.combine()
    UNRUN.extend(
        f"{script.relative_to(ROOT)}:{line}: no test runs this line"
        for script in sorted(SNIPPETS.rglob("*.py"))
        for line in LINES.analysis2(str(script))[3]
    )
    if UNRUN and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


# Last, where a log that was cut still has them.
@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    for line in UNRUN:
        terminalreporter.write_line(line, red=True)
