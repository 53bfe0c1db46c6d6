"""Every displayed equation holds, as it stands in the page."""

import pytest

from lossbook.check_results import binding
from lossbook.errors import suggestion
from lossbook.paths import ROOT
from lossbook.sources import source
from tests.docs.binding import bindings, check, equations
from tests.docs.pages import ALL_NAMES, NAMES

ALL = [(name, label) for name in ALL_NAMES for label in equations(name)]


@pytest.mark.parametrize(
    ("name", "label"), ALL, ids=[f"{name}-{label}" for name, label in ALL]
)
def test_equation_holds(name, label, ledger):
    page = bindings(name)
    line, _ = equations(name)[label]
    where = f"{source(name).relative_to(ROOT)}:{line}"
    if label in page.explained:
        assert label not in page.bound, f"{where}: {label} bound and explained"
        pytest.skip(page.explained[label])
    if label not in page.bound:
        pytest.fail(
            f"{where}: {label} is not bound; bind its symbols in "
            f"{binding(name).relative_to(ROOT)}",
            pytrace=False,
        )
    fault = ""
    try:
        check(name, label)
    except AssertionError as error:
        fault = str(error)
    if fault:  # by now, so that the message stands alone
        pytest.fail(fault, pytrace=False)
    ledger[name]["equations"].append(label)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_binding_has_its_equation(name, ledger):
    page = bindings(name)
    ledger[name]["equations"] += []  # a page may have none
    labels = {*page.bound, *page.explained}
    for label in sorted(labels - equations(name).keys()):
        file = binding(name)
        line = file.read_text("utf-8").partition(f'"{label}"')[0].count("\n")
        pytest.fail(
            f"{file.relative_to(ROOT)}:{line + 1}: {label}: the page has no "
            f"such equation; {suggestion(label, equations(name))}",
            pytrace=False,
        )


def test_few_equations_are_only_explained():
    explained = sum(len(bindings(name).explained) for name in NAMES)
    assert explained < len(ALL) / 10
