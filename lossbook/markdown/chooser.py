"""Leads from a task and what is odd about the data to the loss to use.

The line `::: chooser losses` becomes a list of tasks, each of which opens to
its answers; `::: chooser regularizers` a list of answers. Both come from
docs/chooser.yml. What it says is looked up: the section in its page, the line
of code in the snippets there, and what each answer rests on.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from lossbook import sources
from lossbook.data_files import FIELDS, LIST, fields_of, inside, root, where
from lossbook.errors import BookError, suggestion
from lossbook.markdown.evidence_links import evidence_link
from lossbook.markdown.loss_index import PASTED
from lossbook.markdown.page_sections import sections
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS

DATA = DOCS / "chooser.yml"
KINDS = ("losses", "regularizers")


@dataclass(frozen=True)
class Answer:
    """What to use where the data are so, why, and where it is explained."""

    data: str
    use: str
    because: str
    line: str
    section: str
    evidence: str


@dataclass(frozen=True)
class Task:
    """What is to be predicted, and the answers for it, the usual one first."""

    task: str
    known_as: str
    answers: list[Answer]


def chooser(kind: str) -> list[str]:
    """The losses by task, or the regularizers; each answer is looked up.

    Raises:
        BookError: it is neither, or the data file is wrong.
    """
    if kind not in KINDS:
        way_out = suggestion(kind, KINDS)
        raise BookError(f"there is no chooser of {kind}; {way_out}")
    top = root(DATA)
    found = {name.value: node for name, node in inside(top, FIELDS)}
    if kind not in found:
        raise BookError(f"{where(top)}: there is no {kind}; add it")
    if kind == "regularizers":
        return [_list(found[kind])]
    tasks = "\n\n".join(map(_task, inside(found[kind], LIST)))
    return [f'<div class="chooser" markdown>\n\n{tasks}\n\n</div>']


def _task(node: yaml.Node) -> str:
    found = fields_of(node, Task, answers=LIST)
    # One name: to open one closes the others, without a script.
    return (
        '<details name="task" markdown>\n'
        f"<summary><strong>{found['task'].value}</strong> "
        f"<span>{found['known_as'].value}</span></summary>\n\n"
        f"{_list(found['answers'])}\n\n</details>"
    )


def _list(answers: yaml.Node) -> str:
    return "\n\n".join(map(_answer, inside(answers, LIST)))


def _answer(node: yaml.Node) -> str:
    found = fields_of(node, Answer)
    answer = Answer(**{name: value.value for name, value in found.items()})
    page, _, section = answer.section.partition("#")
    place = where(found["section"])
    if not (DOCS / page).is_file():
        raise BookError(f"{place}: there is no page docs/{page}")
    anchors = [each.anchor for each in sections(DOCS / page)]
    if section and section not in anchors:
        raise BookError(
            f"{place}: docs/{page} has no section #{section}; it has #"
            + ", #".join(anchors)
        )
    files = sources.embedded(sources.read(DOCS / page))
    if not any(_has(file, answer.line) for file in files):
        raise BookError(
            f"{where(found['line'])}: no snippet on docs/{page} "
            f"has the line {answer.line!r}; add it to one, or choose another"
        )
    try:
        evidence = evidence_link(answer.evidence, page)
    except BookError as error:
        raise BookError(f"{where(found['evidence'])}: {error}") from error
    return (
        f"{answer.data}\n:   [{answer.use}](/{answer.section})\n\n"
        f"    {answer.because}\n\n"
        f"    {evidence}\n    {{ .evidence }}\n\n"
        f"    `{answer.line}`\n    {{ .line }}"
        f"{_code(answer.line, files, page)}"
    )


def _has(file: Path, line: str) -> bool:
    if not file.is_file():
        return True  # the chapter's own build says what is wrong
    return line in map(str.strip, sources.read(file).splitlines())


def _code(line: str, files: list[Path], page: str) -> str:
    """A link to the code of what the line calls, if PyTorch does not bring it.

    A function such as proximal_l1_ is in a file of its name.
    """
    for file in files:
        called = re.search(rf"\b{file.stem}_?\(", line)
        if called and file.parent.name in PASTED:
            address = f"/{page}#{anchor(sources.relative(file))}"
            return f"\n\n    The code, to copy: [`{file.name}`]({address})"
    return ""
