"""Each package is pinned, and explained."""

import re
from importlib.metadata import distributions
from sysconfig import get_path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lossbook.paths import ROOT

LISTS = sorted(ROOT.glob("requirements*.txt"))
CONSTRAINTS = ROOT / "constraints.txt"
# Without a version where another list has it; constraints.txt has all.
LINE = re.compile(r"[\w.-]+(==[\w.+]+)? +# \S.*")
OPTIONS = ("#", "-e .", "-c constraints.txt")


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
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith(OPTIONS):
            assert LINE.fullmatch(line), (
                f"{path.name}:{number}: {line}: write: name==version  # what "
                "it is for"
            )


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
