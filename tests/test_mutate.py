"""make mutate explains where it cannot run."""

import os
import sys

import pytest


def test_a_system_without_fork_is_told_so(monkeypatch):
    monkeypatch.delattr(os, "fork")
    monkeypatch.setitem(sys.modules, "resource", None)  # not to be imported
    monkeypatch.delitem(sys.modules, "tests.mutate", raising=False)
    from tests import mutate

    with pytest.raises(SystemExit, match=r"^make mutate needs os\.fork"):
        mutate.main()
