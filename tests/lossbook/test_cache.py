"""Entries are whole or missing, whatever happens to a build."""

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
    path = cache.entry("kind", "a/name", cache.key("what it depends on"))
    cache.write(path, b"content")
    return path


def test_an_entry_is_named_by_what_it_depends_on(kept):
    assert kept.parent.name == "kind"
    assert kept.name == f"a-name-{cache.key('what it depends on')}"
    assert cache.read(kept) == b"content"
    assert cache.key("a", "b") != cache.key("ab") != cache.key("b", "a")


def test_an_entry_cut_anywhere_is_missing(kept):
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert cache.read(kept) is None, whole[:length]
    kept.write_bytes(whole.replace(b"content", b"CONTENT"))
    assert cache.read(kept) is None


def test_writing_that_fails_leaves_what_was_there(kept, monkeypatch):
    def fail(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="no space"):
        cache.write(kept, b"new content")
    assert cache.read(kept) == b"content"


def test_pruning_takes_what_no_build_has_used_for_a_day(kept):
    left_by_a_kill, used = kept.with_name(".x"), kept.with_name("used")
    left_by_a_kill.write_bytes(b"")
    cache.write(used, b"")
    yesterday = time.time() - cache.UNUSED - 60
    for path in (kept, left_by_a_kill, used):
        os.utime(path, (yesterday, yesterday))
    cache.read(used)
    cache.prune()
    assert [path.name for path in kept.parent.iterdir()] == ["used"]


def test_pruning_leaves_what_another_build_has_just_written(kept):
    cache.prune()
    assert cache.read(kept) == b"content"


def test_two_may_prune_at_once(kept, monkeypatch):
    yesterday = time.time() - cache.UNUSED - 60
    os.utime(kept, (yesterday, yesterday))
    unlink = type(kept).unlink

    def twice(path):
        unlink(path)  # the other build's
        unlink(path)

    monkeypatch.setattr(type(kept), "unlink", twice)
    cache.prune()
    assert cache.read(kept) is None


def test_what_is_remembered_is_forgotten_when_a_build_starts():
    calls = []

    @cache.for_one_build
    def read(name):
        calls.append(name)

    read("a"), read("a"), read("b")
    assert calls == ["a", "b"]
    cache.forget()
    read("a")
    assert calls == ["a", "b", "a"]


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


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 20])
def test_results_that_cannot_be_read_are_none(tmp_path, monkeypatch, content):
    monkeypatch.setattr(check_results, "RESULTS", tmp_path / "checks")
    (tmp_path / "checks").write_bytes(content)
    cache.forget()
    assert check_results.read() == {}
