"""Each package that the project imports is named, pinned and explained."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from lossbook.dependencies import imported
from lossbook.paths import ROOT

OURS = {"lossbook", "snippets", "tests"}
LISTS = sorted(ROOT.glob("requirements*.txt"))
LINE = re.compile(r"(?P<name>[\w.-]+)==[\w.+]+ +# \S.*")


def named() -> set[str]:
    lines = "\n".join(path.read_text("utf-8") for path in LISTS).splitlines()
    return {
        normal(found["name"]) for line in lines if (found := LINE.match(line))
    }


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_line_pins_and_explains(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith(("#", "-e .", "-r ")):
            assert LINE.match(line), f"{path.name}:{number}: {line}"


def test_every_import_is_named():
    owners, missing = packages_distributions(), []
    for folder in sorted(OURS):
        for script in sorted((ROOT / folder).rglob("*.py")):
            source = script.read_text("utf-8")
            modules = {name.partition(".")[0] for name in imported(source)}
            for module in modules - OURS - sys.stdlib_module_names:
                packages = {normal(name) for name in owners.get(module, [])}
                # What is not installed is optional, and says so itself.
                if packages and not packages & named():
                    missing.append(f"{script.relative_to(ROOT)}: {module}")
    assert not missing, "not in requirements.txt:\n" + "\n".join(missing)
