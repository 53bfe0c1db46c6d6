"""Folds a long listing, so that it opens at what a reader looks for.

A file to paste, such as those in snippets/losses/, opens at the head of each
function and its body after the last `raise`, which is the
mathematics. Any other is a script, read from top to bottom: it opens below its
imports, with as many paragraphs as fit. The lines are found in the file's
syntax tree; nobody types which.

All lines stay on the page. What is folded is `hidden="until-found"`: the
browser's search finds it, and docs/assets/listing.css shows it when the reader
opens the listing, on paper, and while it is copied.
"""

import ast
import re
from itertools import pairwise, takewhile

from lossbook import sources

LIMIT = 24  # lines that a listing may show without a fold
LEAST = 6  # fewer hidden lines are not worth a click
TO_PASTE = re.compile(r"snippets/(losses|regularizers|tools)/")
PRINTED = re.compile(r" *#>")
OPENED = re.compile(r"^(<span></span><code[^>]*>)?")
FOLD = '<span class="fold" hidden="until-found">'
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def folds(text: str, path: str) -> list[range]:
    """The lines of a snippet to fold, counted from 0.

    Raises:
        BookError: it is not Python.
    """
    lines = text.splitlines()
    if len(lines) <= LIMIT:
        return []
    module = sources.parse(text, path)
    if TO_PASTE.match(path):
        shown = _mathematics(module)
    else:
        shown = _opening(module, lines)
    # A fold takes the blank lines beside it, too.
    seen = [n for n, line in enumerate(lines) if line and n in shown]
    found = [
        range(before + 1, after)
        for before, after in pairwise([-1, *seen, len(lines)])
        if any(lines[before + 1 : after])
    ]
    return found if sum(map(len, found)) >= LEAST else []


def folded(code: str, folds: list[range]) -> str:
    """Highlighted code with some of its lines folded."""
    lines = code.split("\n")
    for fold in folds:
        lines[fold.stop] = f"</span>{lines[fold.stop]}"
    for fold in folds:
        # Behind what the first line opens for all of them.
        lines[fold.start] = OPENED.sub(rf"\g<0>{FOLD}", lines[fold.start])
    return "\n".join(lines)


def _mathematics(module: ast.Module) -> set[int]:
    """The lines of public functions, and of those that they compute with.

    A class beside them only wraps them: its first line stands for it. Where
    there are none, the methods are what the file is about.
    """
    functions = _functions(module)
    classes = [each for each in module.body if isinstance(each, ast.ClassDef)]
    waiting = [name for name in functions if not name.startswith("_")]
    if not waiting:
        for each in classes:
            functions |= _functions(each)
        waiting = list(functions)
    shown = {line for each in classes for line in _head(each)}
    while waiting:
        function = functions.pop(waiting.pop(), None)
        if function:
            body = _body(function)
            shown |= {*_head(function), *body}
            waiting += _called(function, body)
    return shown


def _functions(within: ast.Module | ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {
        each.name: each
        for each in within.body
        if isinstance(each, ast.FunctionDef)
    }


def _head(of: Definition) -> range:
    """The lines of a definition above its docstring or first statement."""
    first = min(each.lineno for each in (of, *of.decorator_list))
    return range(first - 1, of.body[0].lineno - 1)


def _body(of: ast.FunctionDef) -> range:
    """The lines after the last `raise`; without one, all of them.

    What the docstring of a public function says, the page says too.
    """
    start = of.body[0].lineno - 1
    if ast.get_docstring(of) and not of.name.startswith("_"):
        start = of.body[0].end_lineno or start
    raised = (e for e in ast.walk(of) if isinstance(e, ast.Raise))
    return range(
        max((each.end_lineno or 0 for each in raised), default=start),
        of.end_lineno or start,
    )


def _called(of: ast.FunctionDef, lines: range) -> list[str]:
    return [
        each.id
        for each in ast.walk(of)
        if isinstance(each, ast.Name) and each.lineno - 1 in lines
    ]


def _opening(module: ast.Module, lines: list[str]) -> set[int]:
    """The first paragraphs of a script below its imports.

    They are about as many as fit, and show something printed.
    """
    kinds, first = ast.Import | ast.ImportFrom, bool(ast.get_docstring(module))
    top = module.body[:first]
    top += takewhile(lambda x: isinstance(x, kinds), module.body[first:])
    start = max((each.end_lineno or 0 for each in top), default=0)
    while start < len(lines) and not lines[start]:
        start += 1
    printed = (n for n, line in enumerate(lines) if PRINTED.match(line))
    least = next(printed, start)
    ends = [
        n
        for n in range(start, len(lines))
        if n > least and not lines[n] and lines[n + 1][:1].strip()
    ]
    ends.append(len(lines))
    end = min(ends, key=lambda end: abs(end - start - LIMIT))
    return set(range(start, end if len(lines) - end >= LEAST else len(lines)))
