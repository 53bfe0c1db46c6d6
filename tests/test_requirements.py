"""Each package is pinned; those that the project imports are explained."""

import re
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from sysconfig import get_path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lossbook.dependencies import imported
from lossbook.paths import ROOT

OURS = {"lossbook", "snippets", "tests"}
LISTS = sorted(ROOT.glob("requirements*.txt"))
MAIN = ROOT / "requirements.txt"
# What `make pins` itself runs, and so cannot pin.
PINNED = [path for path in LISTS if path.name != "requirements-pins.txt"]
CONSTRAINTS = ROOT / "constraints.txt"
LINE = re.compile(r"(?P<name>[\w.-]+)(==(?P<version>[\w.+]+))? +# \S.*")
OPTIONS = ("#", "-e .", "-c constraints.txt")


def required(path: Path) -> dict[str, str | None]:
    """The version of each package of a list; None where it names none."""
    lines = path.read_text("utf-8").splitlines()
    return {
        canonicalize_name(found["name"]): found["version"]
        for line in lines
        if (found := LINE.fullmatch(line))
    }


def constrained() -> dict[str, str]:
    """The version of each package in constraints.txt, for this system."""
    found = {}
    for line in CONSTRAINTS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            pin = Requirement(line)
            if holds_here(pin):
                (version,) = pin.specifier
                found[canonicalize_name(pin.name)] = version.version
    return found


def holds_here(requirement: Requirement) -> bool:
    marker = requirement.marker
    return marker is None or marker.evaluate({"extra": ""})


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_line_pins_and_explains(path):
    pinned = {} if path == MAIN else required(MAIN)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith(OPTIONS):
            where = f"{path.name}:{number}: {line}"
            found = LINE.fullmatch(line)
            assert found, f"{where}: write: name==version  # what it is for"
            # One place for each version.
            known = canonicalize_name(found["name"]) in pinned
            assert (found["version"] is None) == known, (
                f"{where}: a version, unless requirements.txt has it"
            )


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_every_list_is_constrained_to_its_own_versions(path):
    assert "-c constraints.txt" in path.read_text("utf-8").splitlines()
    versions = constrained()
    wrong = [
        f"{path.name}: {name}=={version}, but constraints.txt has "
        f"{versions.get(name)}; run: make pins"
        for name, version in required(path).items()
        if version not in (None, versions.get(name))
    ]
    assert not wrong, "\n".join(wrong)


def test_constraints_are_of_what_is_installed_and_of_all_it_needs():
    wrong, versions = [], constrained()
    # Not what setuptools brings along, when something has imported it.
    for package in distributions(path=[get_path("purelib")]):
        name = canonicalize_name(package.name)
        # A build for this machine alone, such as 2.13.0+cpu, is that version.
        version = package.version.partition("+")[0]
        if name not in versions:  # of an author's own
            continue
        if version != versions[name]:
            wrong.append(f"{name}: {version} is installed")
        wrong += [
            f"{name} needs {each.name}, which has no version"
            for each in map(Requirement, package.requires or ())
            if holds_here(each) and canonicalize_name(each.name) not in versions
        ]
    assert not wrong, "\n".join(
        ["constraints.txt; run: make pins, then make test", *wrong]
    )


def test_what_builds_the_project_is_pinned_and_needs_nothing():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    (builder,) = tomllib.loads(text)["build-system"]["requires"]
    assert re.fullmatch(r"flit_core==[\d.]+", builder)


def test_every_import_is_named():
    owners, missing = packages_distributions(), []
    named = {name for path in LISTS for name in required(path)}
    for folder in sorted(OURS):
        for script in sorted((ROOT / folder).rglob("*.py")):
            source = script.read_text("utf-8")
            modules = {name.partition(".")[0] for name in imported(source)}
            for module in modules - OURS - sys.stdlib_module_names:
                packages = set(map(canonicalize_name, owners.get(module, [])))
                # What is not installed is optional, and says so itself.
                if packages and not packages & named:
                    missing.append(f"{script.relative_to(ROOT)}: {module}")
    assert not missing, "not in requirements.txt:\n" + "\n".join(missing)
