"""Leads from a task and what is odd about the data to the loss to use.

The line `::: chooser losses` becomes a list of tasks, each of which opens to
its answers; `::: chooser regularizers` a list of answers. Both come from
docs/chooser.yml. What it says is looked up: the section in its page, the line
of code in the snippets there, and what each answer rests on.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from lossbook import sources
from lossbook.errors import BookError, suggestion
from lossbook.markdown.evidence_links import evidence_link
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS, ROOT
from lossbook.sources import EMBEDDED

DATA = DOCS / "chooser.yml"
NAME = DATA.relative_to(ROOT).as_posix()
FIELDS, LIST, TEXT = yaml.MappingNode, yaml.SequenceNode, yaml.ScalarNode
KINDS = {
    FIELDS: "fields, each as name: value",
    LIST: "a list, each item behind a dash; [] for none",
    TEXT: 'text, in "" where it has a mark of YAML\'s',
}
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
        task = _fields(node, Task)
        answers = tuple(map(_answer, _inside(task["answers"], LIST)))
        found.append(Task(task["task"].value, task["known_as"].value, answers))
    return found


def regularizers() -> list[Answer]:
    """The answers to overfitting, each of them looked up."""
    return [_answer(node) for node in _top("regularizers")]


def _top(key: str) -> list[yaml.Node]:
    try:
        root = _root(sources.read(DATA))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BookError(f"{_where(mark)}: {error.problem}") from error
    for name, node in _inside(root, FIELDS):
        if name.value == key:
            return _inside(node, LIST)
    raise BookError(f"{_where(root.start_mark)}: there is no {key}; add it")


@functools.cache
def _root(text: str) -> yaml.Node:
    return yaml.compose(text, yaml.SafeLoader) or yaml.MappingNode("", [])


def _inside(node: yaml.Node, kind: type[yaml.Node]) -> Any:
    """The value of a node that must be of a kind."""
    if not isinstance(node, kind):
        raise BookError(f"{_where(node.start_mark)}: expected {KINDS[kind]}")
    return node.value


def _fields(node: yaml.Node, kind: type) -> dict[str, yaml.Node]:
    """The values of a mapping, which must have the fields of a class."""
    wanted = [field.name for field in fields(kind)]
    found = {name.value: value for name, value in _inside(node, FIELDS)}
    if sorted(found) != sorted(wanted):
        raise BookError(
            f"{_where(node.start_mark)}: found {', '.join(found)}; "
            f"write {', '.join(wanted)}"
        )
    for name, value in found.items():
        _inside(value, LIST if name == "answers" else TEXT)
    return found


def _answer(node: yaml.Node) -> Answer:
    found = _fields(node, Answer)
    answer = Answer(**{name: value.value for name, value in found.items()})
    page, _, section = answer.section.partition("#")
    where = _where(found["section"].start_mark)
    if not (DOCS / page).is_file():
        raise BookError(f"{where}: there is no page docs/{page}")
    text = (DOCS / page).read_text("utf-8")
    if section and section not in anchors(text):
        raise BookError(
            f"{where}: docs/{page} has no section #{section}; it has #"
            + ", #".join(anchors(text))
        )
    if not _has(text, answer.line):
        raise BookError(
            f"{_where(found['line'].start_mark)}: no snippet on docs/{page} "
            f"has the line {answer.line!r}; add it to one, or choose another"
        )
    try:
        _evidence(answer)
    except BookError as error:
        where = _where(found["evidence"].start_mark)
        raise BookError(f"{where}: {error}") from error
    return answer


def anchors(text: str) -> list[str]:
    """The ids of a chapter's headings, of those with one name the first."""
    code = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^##+ (.+?)(?: \{.*\})?$", code, re.MULTILINE)
    return list(dict.fromkeys(slugify(title, "-") for title in headings))


def _has(text: str, line: str) -> bool:
    """Whether a file that a chapter embeds has a line, or none can be sure."""
    for path in sources.embedded(text):
        if not path.is_file():
            return True  # the chapter's own build says what is wrong
        if line in map(str.strip, sources.read(path).splitlines()):
            return True
    return False


def _where(mark: yaml.Mark | None) -> str:
    return f"{NAME}:{mark.line + 1 if mark else 1}"


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
