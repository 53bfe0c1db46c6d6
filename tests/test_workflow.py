"""The GitHub workflow gives away no rights; the README names its Python."""

import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest

from lossbook.paths import ROOT


def test_the_workflow_is_safe():
    zizmor = Path(sysconfig.get_path("scripts"), "zizmor")
    done = subprocess.run(
        [zizmor, "--quiet", "--offline", "--persona=auditor", ".github"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_the_readme_names_the_oldest_python():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = project["project"]["requires-python"].removeprefix(">=")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"Python {oldest} or newer" in readme
