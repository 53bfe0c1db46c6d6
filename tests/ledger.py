"""A pytest plugin: what the tests checked on each page, for the site."""

from collections import defaultdict

import pytest

from lossbook import check_results


class Ledger:
    """Collects from every worker, and keeps the results."""

    def __init__(self) -> None:
        self.found = defaultdict(lambda: defaultdict(list))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        output = getattr(node, "workeroutput", {})
        for name, kinds in output.get("ledger", {}).items():
            for kind, checked in kinds.items():
                self.found[name][kind] += checked

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["ledger"] = {
                name: dict(kinds) for name, kinds in self.found.items()
            }

    def pytest_terminal_summary(self):
        if self.found:
            check_results.add(self.found)
