"""Each row of the page is tested on every loss."""

import re

import pytest

from lossbook.paths import DOCS
from lossbook.sources import place
from tests.snippets.case import INDICES
from tests.snippets.properties import MODULES, Property, declared
from tests.snippets.under_test import LOSSES, REGULARIZERS

PAGE = DOCS / "reference/what-every-loss-does.md"
ROW = re.compile(r"^\| (?!What \|)(.+?) \| (.+) \|$", re.MULTILINE)
PENALTIES = [each for each in REGULARIZERS if each.case.kind == "penalty"]


def table(argument: str) -> tuple[list, dict[str, str]]:
    """The subjects of a property's argument; by row what the page says."""
    losses, penalties = PAGE.read_text("utf-8").split("## Penalties")
    if argument == "loss":
        return LOSSES, dict(ROW.findall(losses))
    return PENALTIES, dict(ROW.findall(penalties))


def properties(argument: str, subjects: list) -> list[Property]:
    """The suite's own of these subjects."""
    return [
        each
        for each in declared()
        # Not those that a test declares to try it.
        if each.test.__module__.rpartition(".")[2] in MODULES
        and each.argument == argument
        and any(map(each.holds_for, subjects))
    ]


@pytest.mark.parametrize("argument", ["loss", "regularizer"])
def test_each_row_holds_for_every_subject(argument):
    subjects, rows = table(argument)
    found = properties(argument, subjects)
    assert {row for each in found for row in each.rows} == {*rows}
    for row, meaning in rows.items():
        of_row = [x for x in found if row in x.rows]
        of_indices = "class ind" in meaning or "_index" in row
        for subject in subjects:
            if of_indices and subject.case.inputs.labels != INDICES:
                continue
            assert any(each.holds_for(subject) for each in of_row), (
                f"{place(PAGE, f'| {row} |')}: no test of it is put to "
                f"{subject}"
            )
