"""A book is built and served from any folder, and in any system's encoding."""

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import environment_of, mkdocs

SNIPPET = "snippets/pitfalls/half_or_whole.py"
# What a progress bar says differs from run to run.
SPEED = re.compile(r"\[\d\d:\d\d.*it/s")
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def pages(site: Path) -> dict[Path, str]:
    return {
        page.relative_to(site): SPEED.sub("", page.read_text("utf-8"))
        for page in site.rglob("*.html")
    }


@pytest.fixture
def mkdocs_elsewhere(book, tmp_path):
    """Start mkdocs on the book, from another folder."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def start(*arguments: str) -> subprocess.Popen:
        settings = ("--config-file", str(book / "mkdocs.yml"))
        return subprocess.Popen(
            [sys.executable, "-m", "mkdocs", *arguments, *settings],
            cwd=folder,
            env=environment_of(book),
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    yield start
    assert not list(folder.iterdir())


def test_a_build_from_another_folder(book, tmp_path, mkdocs_elsewhere):
    site = tmp_path / "site"
    with mkdocs_elsewhere("build", "--strict", f"--site-dir={site}") as build:
        message = build.stderr.read()
    assert build.returncode == 0, message
    assert pages(site) == pages(book / "site")


def test_an_edit_while_serving_from_another_folder(book, mkdocs_elsewhere):
    with mkdocs_elsewhere("serve", "--dev-addr=127.0.0.1:0") as server:
        late = threading.Timer(60, server.kill)
        late.start()
        lines = []
        try:
            for line in server.stderr:
                lines.append(line)
                if "Serving on" in line:
                    script = book / SNIPPET
                    text = script.read_text("utf-8")
                    script.write_text(f"{text}\n", "utf-8")
                elif "Reloading browsers" in line:
                    break
            else:
                pytest.fail("".join(lines))
        finally:
            late.cancel()
            server.kill()


def test_a_build_in_a_locale_without_utf_8(book):
    shutil.rmtree(book / ".cache")  # so that every script runs
    before = pages(book / "site")
    done = mkdocs("build", "--strict", root=book, **ASCII)
    assert done.returncode == 0, done.stdout + done.stderr
    assert pages(book / "site") == before
