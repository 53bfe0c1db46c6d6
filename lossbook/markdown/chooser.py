"""Leads from a task and what is odd about the data to the loss to use.

The line `::: chooser losses` becomes a list of tasks, each of which opens to
its answers; `::: chooser regularizers` a list of answers. Both come from
docs/chooser.yml. What it says is looked up: the section in its page, the line
of code in the snippets there.
"""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

import yaml
from markdown.extensions.toc import slugify

from lossbook.errors import BookError, suggestion
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS, ROOT
from lossbook.sources import EMBEDDED

DATA = DOCS / "chooser.yml"
NAME = DATA.relative_to(ROOT).as_posix()
OURS = re.compile(r"snippets/(losses|regularizers)/(?P<stem>\w+)\.py")


@dataclass(frozen=True)
class Answer:
    """What to use where the data are so, and where the book explains it."""

    data: str
    use: str
    because: str
    line: str
    section: str


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
        answers = tuple(_answer(child) for child in task["answers"].value)
        found.append(Task(task["task"].value, task["known_as"].value, answers))
    return found


def regularizers() -> list[Answer]:
    """The answers to overfitting, each of them looked up."""
    return [_answer(node) for node in _top("regularizers")]


def _top(key: str) -> list[yaml.Node]:
    try:
        root = _root(DATA.read_text("utf-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BookError(f"{_where(mark)}: {error.problem}") from error
    for name, node in root.value:
        if name.value == key:
            return node.value
    raise BookError(f"{_where(root.start_mark)}: there is no {key!r}")


@functools.cache
def _root(text: str) -> yaml.Node:
    return yaml.compose(text, yaml.SafeLoader) or yaml.MappingNode("", [])


def _fields(node: yaml.Node, kind: type) -> dict[str, yaml.Node]:
    """The values of a mapping, which must have the fields of a class."""
    wanted = [field.name for field in fields(kind)]
    found = {name.value: value for name, value in node.value}
    if sorted(found) != sorted(wanted):
        raise BookError(
            f"{_where(node.start_mark)}: found {', '.join(found)}; "
            f"write {', '.join(wanted)}"
        )
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
    if not any(answer.line in lines for lines in _snippets(text)):
        raise BookError(
            f"{_where(found['line'].start_mark)}: no snippet on docs/{page} "
            f"has the line {answer.line!r}; add it to one, or choose another"
        )
    return answer


def anchors(text: str) -> list[str]:
    """The ids of a chapter's headings, of those with one name the first."""
    code = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^##+ (.+)$", code, re.MULTILINE)
    return list(dict.fromkeys(slugify(title, "-") for title in headings))


def _snippets(text: str) -> list[set[str]]:
    """The lines of each file that a chapter embeds."""
    paths = [ROOT / found["path"] for found in EMBEDDED.finditer(text)]
    return [
        {line.strip() for line in path.read_text("utf-8").splitlines()}
        for path in paths
        if path.exists()  # if not, the chapter's own build says so
    ]


def _where(mark: yaml.Mark | None) -> str:
    assert mark is not None  # of what is read from a file, there is one
    return f"{NAME}:{mark.line + 1}"


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
        f"    {answer.because}\n\n    `{answer.line}`\n    {{ .line }}"
        f"{_code(answer)}"
        for answer in answers
    )


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
