"""What several tests share: the built site, and a copy of the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lossbook.closure import ROOT

QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def mkdocs(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess:
    """Run mkdocs in a project folder, as its users do."""
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site as `mkdocs build --strict` writes it."""
    folder = tmp_path_factory.mktemp("site")
    done = mkdocs("build", "--strict", "--site-dir", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project, results kept so far included, to be damaged."""
    copy = tmp_path / "project"
    leave = shutil.ignore_patterns(
        ".git", ".venv", "site", "__pycache__", "*_cache", ".hypothesis"
    )
    shutil.copytree(ROOT, copy, ignore=leave)
    return copy
