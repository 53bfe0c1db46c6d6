"""Puts what a line such as `::: accuracy focal_loss` asks for in its place.

A Python-Markdown extension. A directive is a function from the words behind its
name to lines of Markdown. One with an argument `below` takes the indented lines
below it too. What each makes is said where it is written.
"""

import re
from collections.abc import Callable
from inspect import getmembers, isfunction, signature
from textwrap import dedent

from markdown import Markdown

from lossbook.errors import BookError, suggestion
from lossbook.markdown import (
    arguments,
    chooser,
    equation_index,
    evidence_tables,
    gpu_tables,
    head,
    loss_index,
    result_tables,
    snippet_index,
    speed_tables,
    troubles,
)
from lossbook.markdown.page_syntax import PageExtension, outside_code

# What each of these modules offers that returns lines.
MODULES = (
    *(arguments, chooser, equation_index, evidence_tables, gpu_tables, head),
    *(loss_index, result_tables, snippet_index, speed_tables, troubles),
)
DIRECTIVES: dict[str, Callable[..., list[str]]] = {
    name: function
    for module in MODULES
    for name, function in getmembers(module, isfunction)
    if function.__module__ == module.__name__
    and not name.startswith("_")
    and signature(function).return_annotation == list[str]
}


class DirectivesExtension(PageExtension):
    """Takes the page's source file, as `page`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Before "snippet" (32), "html_block" (20) and all that reads tables.
        pattern = r"^ *:{2,}(?P<words>.*)(?P<below>(?:\n+ {4}.*)*)$"
        self.replace(md, outside_code(pattern), _lines, 34)


def _lines(found: re.Match) -> str:
    words = found["words"].split() or ["name"]
    line = " ".join([":::", *words])
    typed = found[0].partition("\n")[0]
    if typed.rstrip() != line:
        raise BookError(f"{typed.strip()}: write it, unindented, as {line}")
    name, *given = words
    if name not in DIRECTIVES:
        way_out = suggestion(name, DIRECTIVES)
        raise BookError(f"{line}: there is no such directive; {way_out}")
    directive, below, rest = DIRECTIVES[name], {}, found["below"]
    if "below" in signature(directive).parameters:
        below, rest = {"below": dedent(rest).lstrip("\n")}, ""
    try:
        signature(directive).bind(*given, **below)
    except TypeError as error:
        raise BookError(f"{line}: {error}") from error
    try:
        return "\n".join(directive(*given, **below)) + rest
    except BookError as error:
        raise BookError(f"{line}: {error}") from error
