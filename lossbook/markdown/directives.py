"""Puts what a line such as `::: accuracy focal_loss` asks for in its place.

A Python-Markdown extension. A directive is a function from the words behind its
name to lines of Markdown. One with an argument `below` takes the indented lines
below it too.

    ::: head focal_loss               what a chapter begins with
    ::: arguments focal_loss          what functions take, from their code
    ::: chooser losses|regularizers   what to use, by task
    ::: symptoms                      what people see when it goes wrong
    ::: troubles                      the pitfalls behind each of these
    ::: losses                        every loss, with formula and file
    ::: catalogue snippets/losses     the files of a folder
    ::: equations                     what each equation is checked against
    ::: unevaluated                   those with nothing to evaluate, and why
    ::: mutation                      what the checks noticed
    ::: portability                   what other generators make of the book
    ::: accuracy                      points that are wrong, for every loss
    ::: accuracy focal_loss           largest errors by dtype and magnitude
    ::: accuracy focal_loss float32   those of one dtype
    ::: worst                         the largest error in float32, drawn
    ::: sums                          the error of penalties of many weights
    ::: faults                        inputs at which other packages err
    ::: bench                         time and memory
    ::: gpu                           what was found on a GPU, if anything
    ::: aims                          whether the book's aims hold
    ::: machine                       where it was timed
    ::: evidence                      what came of advice that was tried
    ::: evidence imbalance            one question of it
    ::: audit                         what each page costs its reader
    ::: waits                         how long an author waits
    ::: diagnoses                     what diagnose_loss says to each pitfall
"""

import re
from collections.abc import Callable
from inspect import Parameter, signature
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
        raise BookError(f"{line}: write {usage(name)}") from error
    try:
        return "\n".join(directive(*given, **below)) + rest
    except BookError as error:
        raise BookError(f"{line}: {error}") from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # Of results that another version wrote, or that were edited by hand.
        raise BookError(
            f"{line}: the file of results does not have what is shown: "
            f"{type(error).__name__}: {error}; make it anew, or restore it"
        ) from error


def usage(name: str) -> str:
    """How a directive is written, what may be left out in brackets."""
    words = [
        each.name
        if each.default is each.empty and each.kind != Parameter.VAR_POSITIONAL
        else f"[{each.name}]"
        for each in signature(DIRECTIVES[name]).parameters.values()
        if each.kind != Parameter.KEYWORD_ONLY
    ]
    return " ".join([":::", name, *words])


def makeExtension(**kwargs: object) -> DirectivesExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return DirectivesExtension(**kwargs)
