"""The GitHub workflow gives away no rights, and tries each Python."""

import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml

from lossbook.paths import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PYTHON = "Programming Language :: Python :: "


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


def test_each_python_is_tried():
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    tried = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    named = [
        classifier.removeprefix(PYTHON)
        for classifier in PROJECT["project"]["classifiers"]
        if classifier.startswith(PYTHON)
    ]
    assert tried == named, "pyproject.toml names others than site.yml tries"


def test_the_readme_names_the_oldest_python():
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"Python {oldest} or newer" in readme
