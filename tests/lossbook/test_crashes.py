"""A build that is killed, or meets another, leaves the next one unharmed."""

import os
import random
import re
import shutil
import subprocess
import time
from pathlib import Path

from tests.conftest import mkdocs
from tests.lossbook.test_build import differing
from tests.served import start
from tests.snippets.grid import FULL

# What takes no run of a snippet.
QUICK = ("chapters", "names", "pages", "search", "typeset")
KINDS = (*QUICK, "card", "explorers", "figures", "notebooks", "outputs")
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def start_build(book: Path, site: str) -> subprocess.Popen:
    return start("build", "--site-dir", site, root=book)


def finish(build: subprocess.Popen) -> None:
    message = build.communicate()[1]
    assert build.returncode == 0, message


def test_what_is_cut_or_empty_is_made_anew_and_the_same(book):
    """In a locale without UTF-8, too, and with a file of another time."""
    entries = book / ".cache/entries"
    assert {kind.name for kind in entries.iterdir()} == {*KINDS}
    for kind in KINDS:
        for number, entry in enumerate(sorted((entries / kind).iterdir())):
            whole = entry.read_bytes()
            entry.write_bytes(whole[: len(whole) // 2] if number % 2 else b"")
    (book / ".cache/checks").write_bytes(b"")
    os.utime(book / "snippets/losses/half_square_loss.py", (0, 0))
    done = mkdocs("build", "--site-dir", "again", root=book, **ASCII)
    assert done.returncode == 0, done.stderr
    assert "Executing snippets/training/line.py" in done.stderr
    assert re.search(r"figures \(\d+\), explorers \(1\)", done.stderr)
    assert differing(book / "site", book / "again") == []


def test_after_some_kills_a_build_makes_what_a_fresh_one_does(book):
    def build_anew(site: str) -> subprocess.Popen:
        for kind in QUICK:
            shutil.rmtree(book / ".cache/entries" / kind, ignore_errors=True)
        return start_build(book, site)

    begun = time.perf_counter()
    finish(build_anew("killed"))
    seconds = time.perf_counter() - begun
    moments = random.Random(0)
    for _ in range(10 if FULL else 4):
        killed = build_anew("killed")
        time.sleep(moments.uniform(0, seconds))
        killed.kill()
        killed.communicate()
    finish(start_build(book, "again"))
    assert differing(book / "site", book / "again") == []


def test_builds_at_once_all_succeed(book):
    for kind in QUICK:
        shutil.rmtree(book / ".cache/entries" / kind)
    builds = [start_build(book, site) for site in ("one", "two", "two")]
    for each in builds:
        finish(each)
    for site in ("one", "two"):
        assert differing(book / "site", book / site) == []
