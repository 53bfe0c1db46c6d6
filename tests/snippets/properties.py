"""What a property holds for, and the losses and regularizers that it is put to.

    @holds_for_losses("Order", depends_on=("element", "sample"))
    def test_samples_are_independent(loss): ...

The names are those of rows of docs/reference/what-every-loss-does.md.
What a property does not hold for is not collected, and skipped nowhere.
`python -m tests.snippets.properties` lists all pairs that run.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.snippets.case import KINDS, LossCase
from tests.snippets.under_test import LOSSES, REGULARIZERS

MODULES = (
    "test_cases",
    "test_properties",
    "test_regularizer_properties",
    "test_oracles",
    "test_bad_input",
    "test_export",
)


@dataclass(frozen=True)
class Property:
    """A test of one argument, and which subjects it holds for."""

    test: Callable[..., None]
    argument: str
    holds_for: Callable[..., bool]
    rows: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.test.__name__


PROPERTIES: dict[str, Property] = {}


def holds_for_losses(
    *rows: str,
    value_of: tuple[str, ...] = KINDS,
    depends_on: tuple[str, ...] = KINDS,
    when: Callable[[LossCase], object] = lambda case: True,
):
    """Declare a property of the losses whose case is of these kinds."""

    def holds_for(loss) -> bool:
        return bool(
            loss.case.value_of in value_of
            and loss.case.depends_on in depends_on
            and when(loss.case)
        )

    return _declare("loss", holds_for, LOSSES, rows)


def holds_for_regularizers(
    *kinds: str,
    row: str = "",
    when: Callable[..., object] = lambda regularizer: True,
):
    """Declare a property of regularizers of these kinds, or of all."""

    def holds_for(regularizer) -> bool:
        right = not kinds or regularizer.case.kind in kinds
        return bool(right and when(regularizer))

    rows = (row,) if row else ()
    return _declare("regularizer", holds_for, REGULARIZERS, rows)


def _declare(argument: str, holds_for, subjects, rows):
    def declare(test):
        declared = Property(test, argument, holds_for, rows)
        PROPERTIES[declared.name] = declared
        found = [each for each in subjects if holds_for(each)]
        if not found:
            return declared  # no function, so pytest does not collect it
        return pytest.mark.parametrize(
            argument, found, ids=lambda each: each.id
        )(test)

    return declare


def declared() -> list[Property]:
    """All properties of the suite."""
    for name in MODULES:
        importlib.import_module(f"tests.snippets.{name}")
    return list(PROPERTIES.values())


def main() -> None:
    """Print each loss and regularizer with the properties put to it."""
    count = 0
    for argument, subjects in (("loss", LOSSES), ("regularizer", REGULARIZERS)):
        of_it = [each for each in declared() if each.argument == argument]
        for subject in subjects:
            held = [each.name for each in of_it if each.holds_for(subject)]
            count += len(held)
            print(f"{subject.id}: {len(held)} of {len(of_it)} properties")
            print(*(f"  {name}" for name in held), sep="\n")
    print(f"{count} pairs")


if __name__ == "__main__":
    # As the modules of the tests import it, so that there is one list.
    importlib.import_module("tests.snippets.properties").main()
