"""A build that is killed, or meets another, leaves the next one unharmed."""

import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import environment_of, mkdocs
from tests.snippets.grid import FULL

QUICK = ("downloads", "pages", "search", "templates", "typeset")
KINDS = (*QUICK, "card", "explorers", "figures", "notebooks", "outputs")


def start(book: Path, site: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.Popen(
        [*command, "--site-dir", site],
        cwd=book,
        env=environment_of(book),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(build: subprocess.Popen) -> None:
    message = build.communicate()[1]
    assert build.returncode == 0, message


def contents(site: Path) -> dict[str, bytes]:
    """What a build wrote, but for the time of it, by address."""
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and not file.name.startswith("sitemap")
    }


def differing(book: Path, site: str) -> list[str]:
    """The files that are not what the book's first build made."""
    expected, found = contents(book / "site"), contents(book / site)
    names = sorted(expected.keys() | found.keys())
    return [name for name in names if expected.get(name) != found.get(name)]


def test_what_is_cut_or_empty_is_made_anew(book):
    entries = book / ".cache/entries"
    assert {kind.name for kind in entries.iterdir()} == {*KINDS}
    for kind in KINDS:
        for number, entry in enumerate(sorted((entries / kind).iterdir())):
            whole = entry.read_bytes()
            entry.write_bytes(whole[: len(whole) // 2] if number % 2 else b"")
    (book / ".cache/checks").write_bytes(b"")
    done = mkdocs("build", "--strict", "--site-dir", "again", root=book)
    assert done.returncode == 0, done.stderr
    assert "Executing snippets/training/line.py" in done.stderr
    assert re.search(r"Drawing \d+ figures, computing 1 explorer", done.stderr)
    # Of a training run the progress bar shows the seconds.
    assert [
        name
        for name in differing(book, "again")
        if not name.startswith(("training/line", "search/"))
    ] == []


def test_after_some_kills_a_build_makes_what_a_fresh_one_does(book):
    def build_anew(site: str) -> subprocess.Popen:
        for kind in QUICK:
            shutil.rmtree(book / ".cache/entries" / kind, ignore_errors=True)
        return start(book, site)

    begun = time.perf_counter()
    finish(build_anew("killed"))
    seconds = time.perf_counter() - begun
    moments = random.Random(0)
    for _ in range(10 if FULL else 4):
        build = build_anew("killed")
        time.sleep(moments.uniform(0, seconds))
        build.kill()
        build.communicate()
    finish(start(book, "again"))
    assert differing(book, "again") == []


def test_builds_at_once_all_succeed(book):
    for kind in {*KINDS} - {"notebooks"}:
        shutil.rmtree(book / ".cache/entries" / kind)
    builds = [start(book, site) for site in ("one", "two", "two")]
    for build in builds:
        finish(build)
    assert differing(book, "one") == differing(book, "two") == []


def test_a_build_into_the_same_folder_waits_for_the_other(book):
    with FileLock(book / ".cache/site.lock"):
        build = start(book, "site")
        with pytest.raises(subprocess.TimeoutExpired):
            build.wait(15)
    message = build.communicate()[1]
    assert build.returncode == 0, message
