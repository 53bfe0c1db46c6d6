"""Every snippet to paste has a case that says what it is, and it fits."""

import inspect

import pytest
from hypothesis import given

from lossbook.paths import ROOT
from tests.snippets.case import LossCase, RegularizerCase
from tests.snippets.properties import holds_for_losses, holds_for_regularizers
from tests.snippets.test_oracles import few_digits
from tests.snippets.under_test import (
    LOSS_FILES,
    REGULARIZER_FILES,
    NoCaseError,
    case_file,
    find_cases,
    line_of,
    public,
    regularizers_of,
    shown,
)


def some(files):
    """A mark for files; there may be none in a book."""
    return pytest.mark.parametrize("path", files, ids=lambda path: path.stem)


def no_case(path, kind) -> str:
    """What is wrong with the case of a snippet; "" if nothing is."""
    try:
        find_cases(path, kind)
    except NoCaseError as error:
        return str(error)
    return ""


def test_every_snippet_has_a_case():
    wrong = [no_case(path, LossCase) for path in LOSS_FILES]
    wrong += [no_case(path, RegularizerCase) for path in REGULARIZER_FILES]
    if any(wrong):
        pytest.fail("\n".join(filter(None, wrong)), pytrace=False)


def test_every_case_has_a_snippet():
    folder = ROOT / "tests/snippets"
    wrong = [
        f"{shown(file)}:1: a case of no snippet: expected "
        f"snippets/{kind}/{file.name.removesuffix('_case.py')}.py"
        for kind in ("losses", "regularizers")
        for file in sorted((folder / kind).glob("*_case.py"))
        if not (
            ROOT / f"snippets/{kind}/{file.name.removesuffix('_case.py')}.py"
        ).exists()
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_every_public_regularizer_has_a_case():
    wrong = [
        f"{shown(path)}:{line_of(path, name)}: {name} has no case: add it to "
        f"`cases` in {shown(case_file(path))}"
        for path in REGULARIZER_FILES
        if not no_case(path, RegularizerCase)
        for name in set(public(path))
        - {each.name for each in regularizers_of(path)}
    ]
    if wrong:
        pytest.fail("\n".join(sorted(wrong)), pytrace=False)


@holds_for_losses()
def test_case_has_values_for_each_option(loss):
    good, bad = loss.values("good"), loss.values("bad")
    for name, values in good.items():
        assert values, f"{loss.case_at}: `good` has no value for {name}"
    unknown = set(loss.case.between) - set(loss.options)
    assert not unknown, (
        f"{loss.case_at}: `between` has {sorted(unknown)}, "
        f"no option of {loss.name}: it has {[*good, *bad]}"
    )


@holds_for_losses()
def test_case_makes_the_tensors_that_the_loss_takes(loss):
    names = list(loss.parameters)[: len(loss.case.inputs.names)]
    assert tuple(names) == loss.case.inputs.names, (
        f"{loss}: expected the tensors {loss.case.inputs.names}, as "
        f"{loss.case_at} has them, got {names}"
    )
    for size in (0, 1, 6):
        tensors = loss.batch(size=size)
        came = (len(tensors), loss.size(tensors))
        assert came == (len(names), size), (
            f"{loss.case_at}: batch(dtype, {size}): expected "
            f"{len(names)} tensors of {size} samples, got {came[0]} of "
            f"{came[1]}"
        )


@holds_for_regularizers()
def test_regularizer_case_has_values_for_each_parameter(regularizer):
    _, *others = regularizer.parameters.items()
    first = next(iter(regularizer.parameters))
    for table in ("good", "bad"):
        known = set(getattr(regularizer.case, table))
        for name, parameter in others:
            needed = (
                table == "bad" or parameter.default is inspect.Parameter.empty
            )
            assert name in known or not needed or name == first, (
                f"{regularizer.at(name)}: the parameter {name} has no values "
                f"to try: add {name} to `{table}` in "
                f"{regularizer.case_at}"
            )
        extra = known - set(regularizer.parameters)
        assert not extra, (
            f"{regularizer.case_at}: `{table}` has "
            f"{sorted(extra)}, no parameters of {regularizer.name}"
        )


@given(few_digits(0.01, 0.99))
def test_what_is_drawn_between_two_ends_is_between_them(number):
    assert 0.01 <= number <= 0.99, f"tests/snippets/test_oracles.py: {number}"
