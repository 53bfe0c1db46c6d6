"""What Google's docstrings say of arguments, held to what there is."""

import ast
import re
from textwrap import dedent

from lossbook import sources
from lossbook.errors import BookError, suggestion
from lossbook.signatures import Definition, Signature

ENTRY = re.compile(r"^(\w\S*): *(.*(?:\n(?: .*)?)*)", re.MULTILINE)


def described(text: str) -> dict[str, tuple[int, str]]:
    """Line and meaning of each entry, `name: meaning`, of a text like Args."""
    return {
        found[1]: (
            text.count("\n", 0, found.start()),
            " ".join(found[2].split()),
        )
        for found in ENTRY.finditer(text)
    }


def section(of: Signature, title: str) -> tuple[int, str]:
    """The first line of a docstring's section in its file, and its text."""
    first = of.node.body[0]
    docstring = ast.get_docstring(of.node, clean=False) or ""
    pattern = rf"^( *){title}:\n((?:\1 +\S.*\n|\n(?=\1 +\S))*)"
    found = re.search(pattern, docstring + "\n", re.MULTILINE)
    if found is None:
        return first.lineno, ""
    line = first.lineno + docstring.count("\n", 0, found.start(2))
    return line, dedent(found[2])


def documented(of: Signature, title: str = "Args") -> dict[str, str]:
    """What the docstring says of each argument, or attribute.

    Raises:
        BookError: it lacks one, has one that is not there, or another order.
    """
    start, text = section(of, title)
    entries = described(text)
    names = [each.name for each in of.arguments]
    if title == "Attributes":
        names = _attributes(of.node)
    path = sources.relative(of.file)
    for name, (line, _) in entries.items():
        if name not in names:
            raise BookError(
                f"{path}:{start + line}: {of.name} has no {name}, which its "
                f"{title} describe; {suggestion(name, names)}"
            )
    if title == "Args":
        where = f"{path}:{start}"
        if left := [name for name in names if name not in entries]:
            raise BookError(
                f"{where}: the Args of {of.name} lack {', '.join(left)}; write "
                f"what each means, as name: meaning"
            )
        if list(entries) != names:
            raise BookError(
                f"{where}: the Args of {of.name} have another order than its "
                f"signature; write {', '.join(names)}"
            )
    return {name: meaning for name, (_, meaning) in entries.items()}


def _attributes(node: Definition) -> list[str]:
    """What a class sets on itself, and its properties and methods."""
    return [
        each.name if isinstance(each, ast.FunctionDef) else each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.FunctionDef)
        or (isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store))
    ]
