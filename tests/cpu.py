"""Where the tests' time goes: CPU seconds by file, children included.

    pytest -p tests.cpu

The browser and the servers outlive the tests that start them: what they use is
in the total of the shell's `time` alone.
"""

import os
from collections import Counter

import pytest

KEY = "cpu"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    before = spent()
    result = yield
    # Reports of a test that was run by a worker carry nothing else back.
    item.config.stash.setdefault(SPENT, []).append(
        (item.nodeid.partition("::")[0], spent() - before)
    )
    return result


SPENT = pytest.StashKey[list]()


def spent() -> float:
    """CPU seconds of this process, and of the children that have ended."""
    return sum(os.times()[:4])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    found = getattr(node, "workeroutput", {}).get(KEY, [])
    node.config.stash.setdefault(SPENT, []).extend(map(tuple, found))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[KEY] = session.config.stash.get(SPENT, [])


def pytest_terminal_summary(terminalreporter, config):
    by_file = Counter()
    for file, seconds in config.stash.get(SPENT, []):
        by_file[file] += seconds
    terminalreporter.section("CPU seconds, by file")
    for file, seconds in by_file.most_common():
        terminalreporter.write_line(f"{seconds:8.1f}  {file}")
    terminalreporter.write_line(f"{by_file.total():8.1f}  all")
