"""Where the tests' time goes: CPU seconds by file, and of the costliest tests.

    pytest -p tests.cpu

Children are included, in the test that waits for their end; the browser, which
outlives the tests that use it, by itself.
"""

import os
from collections import Counter

import pytest

from tests.forked import Times

KEY = "cpu"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    before = spent()
    result = yield
    # The last test of a worker ends what lasts as long as the worker.
    name = item.nodeid if nextitem else "(the browser)"
    # Reports of a test that was run by a worker carry nothing else back.
    item.config.stash.setdefault(SPENT, []).append((name, spent() - before))
    return result


SPENT = pytest.StashKey[list]()


def spent() -> float:
    """CPU seconds of this process, and of the children that have ended."""
    return sum(os.times()[:4]) + Times.spent


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    found = getattr(node, "workeroutput", {}).get(KEY, [])
    node.config.stash.setdefault(SPENT, []).extend(map(tuple, found))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[KEY] = session.config.stash.get(SPENT, [])


def pytest_terminal_summary(terminalreporter, config):
    by_test, by_file = Counter(), Counter()
    for test, seconds in config.stash.get(SPENT, []):
        by_test[test] += seconds
    for test, seconds in by_test.items():
        by_file[test.partition("::")[0]] += seconds
    for title, found in (
        ("tests", by_test.most_common(30)),
        ("file", by_file.most_common()),
        ("all", [("all", by_file.total())]),
    ):
        terminalreporter.section(f"CPU seconds, by {title}")
        for name, seconds in found:
            terminalreporter.write_line(f"{seconds:8.1f}  {name}")
