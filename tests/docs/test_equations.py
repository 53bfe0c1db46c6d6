"""Every formula holds, as it stands in the page or in a snippet's docstring."""

import ast
import re

import pytest

from lossbook.check_results import binding
from lossbook.errors import suggestion
from lossbook.paths import ROOT, SNIPPETS
from lossbook.sources import relative, tree
from tests.docs.binding import (
    Binding,
    Page,
    bindings,
    fault,
    members,
    nearest,
)
from tests.docs.formulas import Formula, displayed, documented, related
from tests.docs.latex import LatexError
from tests.docs.pages import ALL_NAMES

DISPLAYS = [(name, key) for name in ALL_NAMES for key in displayed(name)]
# What people paste: the docstring is all of the page that goes with it.
DOCUMENTED = [
    file
    for folder in ("losses", "regularizers", "tools")
    for file in sorted((SNIPPETS / folder).glob("*.py"))
]
# A relation, but for a setting such as "y = 1".
STATED = re.compile(r"(?:^| )[<>!]?[=<>] (?!-?[\d.]+\b(?! ?[-+*/^]))")


@pytest.mark.parametrize(("name", "key"), DISPLAYS, ids=map("-".join, DISPLAYS))
def test_equation_holds(name, key, ledger):
    page, formula = bindings(name), displayed(name)[key]
    if formula.key in page.explained:
        pytest.skip(page.explained[formula.key])
    if formula.key not in page.bound:
        _fail(f"{formula.where}: {formula.key} is not bound; {_how(page)}")
    _check(formula, page.bound[formula.key])
    ledger[name]["equations"].append(formula.key)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_relations_in_sentences_hold(name):
    page, faults = bindings(name), []
    for formula in related(name):
        if formula.key in page.explained:
            continue
        try:
            if len(members(formula.tex)) == 1:
                continue  # a relation inside of an indicator or below a sum
            bound = page.bound.get(formula.key) or nearest(name, formula)
            if bound is None:
                raise LatexError(
                    f"no display of the page has these symbols; {_how(page)}"
                )
            faults.append(fault(formula, bound))
        except LatexError as error:
            faults.append(f"{formula.where}: {formula.key}: {error}")
    if any(faults):
        _fail("\n".join(filter(None, faults)))


@pytest.mark.parametrize("name", ALL_NAMES)
def test_no_display_repeats_what_its_section_says(name):
    """A definition stands in a sentence or in a display, not in both."""
    said = {(one.section, _plain(one.tex)): one for one in related(name)}
    for formula in displayed(name).values():
        before = said.get((formula.section, _plain(formula.tex)))
        if before:
            _fail(
                f"{formula.where}: {formula.key} repeats what "
                f"{before.where} says; leave out one of them"
            )


@pytest.mark.parametrize(
    "snippet", DOCUMENTED, ids=[file.stem for file in DOCUMENTED]
)
def test_docstring_is_what_the_function_computes(snippet):
    path = snippet.relative_to(ROOT).as_posix()
    formulas = documented(snippet)
    if not formulas and snippet.parent.name != "tools":
        _fail(f"{path}:1: its docstring has no formula; indent one by four")
    every = {}
    for name in ALL_NAMES:
        every |= bindings(name).bound
    for formula in formulas:
        bound = every.get(formula.key) or every.get(path)
        if bound is None:
            _fail(f"{formula.where}: no page binds {path}; bind its symbols")
        _check(formula, bound)


def test_no_docstring_has_a_formula_that_nothing_checks():
    faults = []
    for file in sorted(SNIPPETS.rglob("*.py")):
        lines = (ast.get_docstring(tree(file)) or "").splitlines()
        remedy = "take it out, as the page displays it, or say it in words"
        read: tuple[str, ...] = ()
        if file in DOCUMENTED:
            remedy, read = "indent it by four", ("    ", "With ")
        for number, line in enumerate(lines, 1):
            if not line.startswith(read) and (
                line.startswith("    ") or STATED.search(line)
            ):
                where = f"{relative(file)}:{number}"
                faults.append(f"{where}: nothing checks {line!r}; {remedy}")
    if faults:
        _fail("\n".join(faults))


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_binding_has_its_formula(name, ledger):
    page = bindings(name)
    ledger[name]["equations"] += []  # a page may have none
    stand = {*displayed(name), *(formula.key for formula in related(name))}
    for file in DOCUMENTED:
        path = file.relative_to(ROOT).as_posix()
        stand |= {path, *(formula.key for formula in documented(file))}
    for key in sorted({*page.bound, *page.explained} - stand):
        file = binding(name)
        line = file.read_text("utf-8").partition(key)[0].count("\n")
        _fail(
            f"{file.relative_to(ROOT)}:{line + 1}: {key}: the page has no "
            f"such formula; {suggestion(key, stand)}"
        )


def _check(formula: Formula, bound: Binding) -> None:
    if found := fault(formula, bound):
        _fail(found)


def _how(page: Page) -> str:
    return f"bind its symbols in {binding(page.name).relative_to(ROOT)}"


def _plain(tex: str) -> str:
    return re.sub(r"\\label\{[^}]*\}|[\s&(){}]|\\(left|right)", "", tex)


def _fail(message: str) -> None:
    pytest.fail(message, pytrace=False)
