"""Every name in code font exists: in torch, or in a snippet on the page."""

import builtins
import inspect
import io
import keyword
import operator
import re
import tokenize

import pytest
import torch
from torch import nn

from lossbook.paths import ROOT, SNIPPETS
from lossbook.signatures import ours
from snippets.losses.focal_loss import focal_loss
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import prose
from tests.docs.sections import code

CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
ROOTS = {
    "torch": torch,
    "nn": torch.nn,
    "F": torch.nn.functional,
    "optim": torch.optim,
}
DOTTED = re.compile(r"\b(torch|nn|F|optim)((?:\.[A-Za-z_]\w*)+)")
WORD = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
# What people call things outside of torch and of the snippets.
FOREIGN = {"nav", "y_true", "y_pred", "NaN", "nan", "inf", "html", "label"}
FOREIGN |= {"eqref", "legend", "LOSSES"}  # of LaTeX, matplotlib, our figures
# The vocabulary of losses: PyTorch's own arguments, ours, and sizes of shapes.
ARGUMENTS = {"N", "K", "L", "d1", "d2"} | {
    name
    for function in (nn.functional.cross_entropy, focal_loss)
    for name in inspect.signature(function).parameters
}
KNOWN = FOREIGN | ARGUMENTS | {*ours(), *keyword.kwlist}
KNOWN |= {
    name
    for each in (builtins, torch.Tensor, *ROOTS.values())
    for name in dir(each)
}


def resolve(root: str, path: str):
    """The object of a dotted name below torch, or an AttributeError."""
    return operator.attrgetter(path.strip("."))(ROOTS[root])


def arguments(value) -> set[str]:
    """The parameters of a callable, as far as it tells."""
    found = set()
    for function in (value, getattr(value, "forward", None)):
        try:
            found |= set(inspect.signature(function).parameters)
        except (TypeError, ValueError):
            # A built-in's are in the first line of its docstring.
            head = (getattr(function, "__doc__", "") or "").split(" -> ")[0]
            found |= set(re.findall(r"\w+", head))
    return found


def named(source: str) -> set[str]:
    """What the code calls by name, and what it prints or says in strings."""
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        text = token.string
        is_text = token.type == tokenize.STRING and '"""' not in text
        printed = token.type == tokenize.COMMENT and text.startswith("#>")
        if token.type == tokenize.NAME or is_text or printed:
            found |= set(re.findall(r"\w+", text))
    return found


@pytest.mark.parametrize("name", ALL_NAMES)
def test_names_exist(name, ledger):
    page, unknown = prose(name), []
    known = KNOWN | named(code(name))
    spans = [(m.start(1), m[1]) for m in CODE.finditer(page.text)]
    # First what is named in full: it says which arguments may be named.
    for at, span in spans:
        for found in DOTTED.finditer(span):
            try:
                value = resolve(*found.groups())
            except AttributeError:
                unknown.append(f"{page.line(at)}: torch has no {found[0]}")
                continue
            known |= arguments(value) | set(found[0].split("."))
            known |= set(dir(value))
    for at, span in spans:
        folder, _, file = span.partition("/")
        if file and (ROOT / folder).is_dir():
            if not (ROOT / span).exists():
                unknown.append(f"{page.line(at)}: there is no file {span}")
            continue
        command = span.startswith(("make ", "python -m ", "::: "))
        is_file = span.endswith(".py") and any(SNIPPETS.glob(f"*/{span}"))
        if "/" in span or (ROOT / span).exists() or is_file or command:
            continue
        unknown += [
            f"{page.line(at)}: nothing on this page is called {word!r}"
            for word in WORD.findall(re.sub(r"'[^']*'|\"[^\"]*\"", "", span))
            if word not in known
        ]
    if unknown:
        pytest.fail("\n".join(unknown), pytrace=False)
    ledger[name]["names"] += [f"{at}: {span}" for at, span in spans]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_quoted_messages_were_printed(name):
    page = prose(name)
    printed = " ".join(re.findall(r"^ *#> ?(.*)$", code(name), re.MULTILINE))
    printed = " ".join(printed.split())
    unprinted = [
        f"{page.line(m.start())}: no run on this page printed {m[1]!r}"
        for m in CODE.finditer(page.text)
        if re.search(r"\b(Error|Warning)\b|: .* ", m[1])
        and len(m[1].split()) > 3
        and " ".join(m[1].split()) not in printed
    ]
    if unprinted:
        pytest.fail("\n".join(unprinted), pytrace=False)
