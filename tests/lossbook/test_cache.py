"""What is kept goes when it is not used.

That it is whole or missing, test_crashes.py sees.
"""

import multiprocessing
import os
import time

import pytest

from lossbook import cache, check_results


@pytest.fixture(autouse=True)
def entries(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "ENTRIES", tmp_path / "entries")


@pytest.fixture
def kept():
    path = cache.entry("kind", "a/name", "key")
    cache.write(path, b"content")
    return path


def test_pruning_takes_what_no_build_has_used_for_a_day(kept):
    left_by_a_kill, used = kept.with_name(".x"), kept.with_name("used")
    left_by_a_kill.write_bytes(b"")
    cache.write(used, b"")
    yesterday = time.time() - cache.UNUSED - 60
    for path in (kept, left_by_a_kill, used):
        os.utime(path, (yesterday, yesterday))
    cache.read(used)
    new = kept.with_name("new")
    cache.write(new, b"")
    cache.prune()
    assert {*kept.parent.iterdir()} == {used, new}


def test_two_test_runs_at_once_keep_the_results_of_both(tmp_path, monkeypatch):
    monkeypatch.setattr(check_results, "RESULTS", tmp_path / "checks")
    monkeypatch.setattr(check_results, "state", lambda name: name)
    pages = [f"page{number}" for number in range(8)]
    runs = [
        multiprocessing.get_context("fork").Process(
            target=check_results.add, args=({page: {"names": ["a"]}},)
        )
        for page in pages
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    cache.forget()
    assert sorted(check_results.read()) == pages
