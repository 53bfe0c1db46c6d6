"""Puts what a line such as `::: accuracy focal_loss` asks for in its place.

A Python-Markdown extension. A directive is a function from the words behind its
name to lines of Markdown. One with an argument `below` takes the indented lines
below it too. What each makes is said where it is written.
"""

import re
from collections.abc import Callable
from inspect import signature
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

DIRECTIVES: dict[str, Callable[..., list[str]]] = {
    function.__name__: function
    for function in (
        head.head,
        arguments.arguments,
        chooser.chooser,
        troubles.symptoms,
        troubles.troubles,
        loss_index.losses,
        snippet_index.catalogue,
        equation_index.equations,
        equation_index.unevaluated,
        equation_index.mutation,
        equation_index.portability,
        result_tables.accuracy,
        result_tables.worst,
        result_tables.sums,
        result_tables.faults,
        speed_tables.bench,
        gpu_tables.gpu,
        speed_tables.aims,
        speed_tables.machine,
        evidence_tables.evidence,
        result_tables.audit,
        result_tables.waits,
        result_tables.diagnoses,
    )
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
