"""Makes a table of what functions take, from their signatures.

    ::: arguments focal_loss multiclass_focal_loss

What an argument of ours means is in its docstring. That of PyTorch's functions
and modules is written below the line, in the same form:

    ::: arguments F.huber_loss F.poisson_nll_loss
        input: the prediction.
        delta: from where the loss is a line, above 0.

What one of them means otherwise stands behind its name: `F.mse_loss.weight: …`.
"""

import re

from lossbook.docstrings import described, documented
from lossbook.errors import BookError, suggestion
from lossbook.signatures import Argument, Signature, find

# Plain in a docstring, as in its formulas; on a page a symbol.
GREEK = re.compile(r"(?<![\w`])(lambda|tau)(_\d)?(?![\w`])")
HEAD = ["| Argument | Meaning |", "|---|---|"]


def arguments(name: str, *others: str, below: str) -> list[str]:
    """A row for each argument, in the order of the signatures.

    Raises:
        BookError: there is no such function, or what is written of arguments
            is not what it has.
    """
    of = [find(each) for each in (name, *others)]
    written = _written([each for each in of if each.is_torch], below)
    lines = []
    for argument in _merged(of):
        # By what is said of it, the functions that say so.
        said: dict[str, list[str]] = {}
        for each in of:
            if argument in each.arguments:
                meaning = _meaning(each, argument.name, written)
                said.setdefault(meaning, []).append(f"`{each.name}`")
        meanings = [*said]
        if len(said[meanings[0]]) < len(of):  # not all say the same
            meanings = [f"{', '.join(x)}: {text}" for text, x in said.items()]
        lines.append(f"| {_cell(argument)} | {'<br>'.join(meanings)} |")
    lines += [
        f"| `.{name}` | {_shown(text)} |"
        for each in of
        if not each.is_torch
        for name, text in documented(each, "Attributes").items()
    ]
    return [*HEAD, *lines]


def _written(theirs: list[Signature], below: str) -> dict[str, str]:
    """What the page says of PyTorch's arguments, every one and no other."""
    written = {name: text for name, (_, text) in described(below).items()}
    names: dict[str, None] = {}
    for each in theirs:
        for argument in each.arguments:
            whole = f"{each.name}.{argument.name}"
            names |= {argument.name: None, whole: None}
            if not {argument.name, whole} & {*written}:
                raise BookError(
                    f"what {argument.name} of {each.name} means is not written "
                    f"below; add the indented line {argument.name}: …"
                )
    for name in written:
        if name not in names:
            raise BookError(
                f"there is no argument {name}, as the lines below have it; "
                + (suggestion(name, names) if names else "its docstring says")
            )
    return written


def _meaning(of: Signature, name: str, written: dict[str, str]) -> str:
    if of.is_torch:
        return written.get(f"{of.name}.{name}") or written[name]
    return _shown(documented(of)[name])


def _shown(text: str) -> str:
    """What a docstring says, its Greek letters as symbols."""
    return GREEK.sub(r"$\\\1\2$", text)


def _merged(of: list[Signature]) -> list[Argument]:
    """All arguments, each behind the one that it follows in a signature."""
    merged: list[Argument] = []
    for signature in of:
        at = 0
        for argument in signature.arguments:
            if argument not in merged:
                merged.insert(at, argument)
            at = merged.index(argument) + 1
    return merged


def _cell(argument: Argument) -> str:
    *most, last = argument.type.split(" | ")
    types = f"{', '.join(most)} or {last}" if most else last
    default = f" =&nbsp;`{argument.default}`" if argument.default else ""
    return f"`{argument.name}`<br>{types}{default}"
