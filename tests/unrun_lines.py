"""A pytest plugin: the lines of snippets that no test runs fail a whole run.

Lines are counted while modules are imported and where snippets run, and not
where nothing but our own arithmetic would be slowed down.
"""

import gc
import os
import sys
from multiprocessing import util

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


class UnrunLines:
    """Counts in every worker; of pytest-xdist, one controller adds up."""

    def __init__(self, config) -> None:
        self.is_worker = hasattr(config, "workerinput")
        self.runs_tests = self.is_worker or not getattr(
            config.option, "tx", None
        )
        if sys.version_info >= (3, 12):  # where Python itself can count
            os.environ.setdefault("COVERAGE_CORE", "sysmon")
        self.coverage = coverage.Coverage(data_suffix=True)
        if not self.is_worker:
            self.coverage.erase()
        self.counts = self.runs_tests
        if self.counts:
            self.coverage.start()
            # A fork goes on to count: what a snippet's ranks run is run.
            util.register_after_fork(self, UnrunLines._save_at_its_end)
        self.unrun: list[str] = []

    def pytest_collection_finish(self):
        if self.runs_tests:
            self.coverage.stop()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.counts = item.nodeid.startswith(COUNTED) and not (
            item.nodeid.startswith(NOT_COUNTED)
        )
        if self.counts:
            self.coverage.start()
        try:
            return (yield)
        finally:
            if self.counts:
                self.coverage.stop()

    def _save_at_its_end(self):
        if self.counts:
            # What came from the parent, threads that are not here among it,
            # is not this process's to take apart.
            gc.freeze()
            util.Finalize(None, self.coverage.save, exitpriority=0)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node):
        """Tell a worker what its own command line does not."""
        node.workerinput["whole"] = True

    # After pytest-xdist's own, which waits for the workers.
    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if self.runs_tests:
            self.coverage.save()
        if self.is_worker:
            return
        self.coverage.combine()
        self.unrun = [
            f"{script.relative_to(ROOT)}:{line}: no test runs this line"
            for script in sorted(SNIPPETS.rglob("*.py"))
            for line in self.coverage.analysis2(str(script))[3]
        ]
        if self.unrun and exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    # Last, where a log that was cut still has them.
    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter):
        for line in self.unrun:
            terminalreporter.write_line(line, red=True)


def is_whole(config) -> bool:
    """Whether all tests run: a part cannot run every line of a snippet."""
    worker = getattr(config, "workerinput", None)
    if worker is not None:
        return worker.get("whole", False)
    return (
        config.args_source is config.ArgsSource.TESTPATHS
        and not config.option.keyword
        and not config.option.markexpr
        and not config.option.collectonly
    )
