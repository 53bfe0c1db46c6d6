"""Leads from a task and what is odd about the data to the loss to use.

The line `::: chooser losses` becomes a list of tasks, each of which opens to
its answers; `::: chooser regularizers` a list of answers. Both come from
docs/chooser.yml. What it says is looked up: the section in its page, the line
of code in the snippets there, and what each answer rests on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from lossbook import sources
from lossbook.data_files import FIELDS, LIST, fields_of, inside, root, where
from lossbook.errors import BookError, suggestion
from lossbook.markdown.evidence_links import evidence_link
from lossbook.markdown.page_sections import sections
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS
from lossbook.sources import EMBEDDED

DATA = DOCS / "chooser.yml"
OURS = re.compile(r"snippets/(losses|regularizers)/(?P<stem>\w+)\.py")


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
    answers: tuple[Answer, ...]


def chooser(kind: str) -> list[str]:
    """The losses by task, or the regularizers.

    Raises:
        BookError: it is neither, or the data file is wrong.
    """
    if kind == "losses":
        return _tasks(losses()).split("\n")
    if kind == "regularizers":
        return _list(regularizers()).split("\n")
    way_out = suggestion(kind, ("losses", "regularizers"))
    raise BookError(f"there is no chooser of {kind}; {way_out}")


def losses() -> list[Task]:
    """The answers by task, each of them looked up."""
    found = []
    for node in _top("losses"):
        task = fields_of(node, Task, answers=LIST)
        answers = tuple(map(_answer, task["answers"].value))
        found.append(Task(task["task"].value, task["known_as"].value, answers))
    return found


def regularizers() -> list[Answer]:
    """The answers to overfitting, each of them looked up."""
    return [_answer(node) for node in _top("regularizers")]


def _top(key: str) -> list[yaml.Node]:
    top = root(DATA)
    for name, node in inside(top, FIELDS):
        if name.value == key:
            return inside(node, LIST)
    raise BookError(f"{where(top)}: there is no {key}; add it")


def _answer(node: yaml.Node) -> Answer:
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
    if not _has(sources.read(DOCS / page), answer.line):
        raise BookError(
            f"{where(found['line'])}: no snippet on docs/{page} "
            f"has the line {answer.line!r}; add it to one, or choose another"
        )
    try:
        _evidence(answer)
    except BookError as error:
        raise BookError(f"{where(found['evidence'])}: {error}") from error
    return answer


def _has(text: str, line: str) -> bool:
    """Whether a file that a chapter embeds has a line, or none can be sure."""
    for path in sources.embedded(text):
        if not path.is_file():
            return True  # the chapter's own build says what is wrong
        if line in map(str.strip, sources.read(path).splitlines()):
            return True
    return False


def _tasks(tasks: list[Task]) -> str:
    # One name: to open one closes the others, without a script.
    opened = "\n\n".join(
        '<details name="task" markdown>\n'
        f"<summary><strong>{task.task}</strong> "
        f"<span>{task.known_as}</span></summary>\n\n"
        f"{_list(task.answers)}\n\n</details>"
        for task in tasks
    )
    return f'<div class="chooser" markdown>\n\n{opened}\n\n</div>'


def _list(answers: Iterable[Answer]) -> str:
    return "\n\n".join(
        f"{answer.data}\n:   [{answer.use}](/{answer.section})\n\n"
        f"    {answer.because}\n\n"
        f"    {_evidence(answer)}\n    {{ .evidence }}\n\n"
        f"    `{answer.line}`\n    {{ .line }}"
        f"{_code(answer)}"
        for answer in answers
    )


def _evidence(answer: Answer) -> str:
    return evidence_link(answer.evidence, answer.section.partition("#")[0])


def _code(answer: Answer) -> str:
    """A link to the code of what the line calls, if PyTorch does not bring it.

    A function such as proximal_l1_ is in a file of its name.
    """
    page = answer.section.partition("#")[0]
    for found in EMBEDDED.finditer((DOCS / page).read_text("utf-8")):
        name = OURS.match(found["path"])
        if name and re.search(rf"\b{name['stem']}_?\(", answer.line):
            link = f"[`{name['stem']}.py`](/{page}#{anchor(found['path'])})"
            return f"\n\n    The code, to copy: {link}"
    return ""
