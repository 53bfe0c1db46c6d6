"""Leads from a task and what is odd about the data to the loss to use.

The line `::: chooser losses` becomes a list of tasks, each of which opens to
its answers; `::: chooser regularizers` a list of answers. Both come from
docs/chooser.yml. What each answer rests on is looked up; the tests look up its
line of code, and MkDocs its section.
"""

import re

import yaml

from lossbook import sources
from lossbook.data_files import (
    FIELDS,
    LIST,
    TEXT,
    fields_of,
    inside,
    root,
    where,
)
from lossbook.errors import BookError, suggestion
from lossbook.markdown.evidence_tables import section as evidence_section
from lossbook.markdown.evidence_tables import verdict
from lossbook.markdown.loss_index import PASTED
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS
from lossbook.references import find

DATA = DOCS / "chooser.yml"
# What is to be predicted, and the answers for it, the usual one first.
TASK = {"task": TEXT, "known_as": TEXT, "answers": LIST}
# What to use where the data are so, why, and where it is explained.
ANSWER = dict.fromkeys(
    ("data", "use", "because", "line", "section", "evidence"), TEXT
)
# A row of `make evidence`; a snippet or a publication that the page has.
RESTS_ON = "row outliers, Huber loss; run builtin/mse.py; cited lin2017"


def chooser(kind: str) -> list[str]:
    """The losses by task, or the regularizers; each answer is looked up.

    Raises:
        BookError: it is neither, or the data file is wrong.
    """
    top = root(DATA)
    found = {name.value: node for name, node in inside(top, FIELDS)}
    if kind not in found:
        way_out = suggestion(kind, found)
        raise BookError(f"{where(top)}: there is no {kind}; {way_out}")
    if kind == "regularizers":
        return [_list(found[kind])]
    tasks = "\n\n".join(map(_task, inside(found[kind], LIST)))
    return [f'<div class="chooser" markdown>\n\n{tasks}\n\n</div>']


def _task(node: yaml.Node) -> str:
    found = fields_of(node, TASK)
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
    found = fields_of(node, ANSWER)
    answer = {name: value.value for name, value in found.items()}
    page = answer["section"].partition("#")[0]
    try:
        evidence = evidence_link(answer["evidence"], page)
    except BookError as error:
        raise BookError(f"{where(found['evidence'])}: {error}") from error
    return (
        f"{answer['data']}\n:   [{answer['use']}](/{answer['section']})\n\n"
        f"    {answer['because']}\n\n"
        f"    {evidence}\n    {{ .evidence }}\n\n"
        f"    `{answer['line']}`\n    {{ .line }}"
        f"{_code(answer['line'], page)}"
    )


def _code(line: str, page: str) -> str:
    """A link to the code of what the line calls, if PyTorch does not bring it.

    A function such as proximal_l1_ is in a file of its name.
    """
    for file in sources.embedded(sources.text(DOCS / page)):
        called = re.search(rf"\b{file.stem}_?\(", line)
        if called and file.parent.name in PASTED:
            address = f"/{page}#{anchor(sources.relative(file))}"
            return f"\n\n    The code, to copy: [`{file.name}`]({address})"
    return ""


def evidence_link(written: str, page: str) -> str:
    """What an answer rests on: a label and a link, in Markdown.

    Args:
        written: what the answer says, as RESTS_ON has it.
        page: the page that it leads to, such as classification/focal-loss.md.

    Raises:
        BookError: it names no row that there is, or a run or a publication
            that is not on the page.
    """
    kind, _, what = written.partition(" ")
    if kind == "row":
        row, _, contender = what.partition(", ")
        return f"Tried: [{verdict(row, contender)}]({evidence_section(row)})"
    text = sources.text(DOCS / page)
    if kind == "run":
        names = [anchor(sources.relative(x)) for x in sources.embedded(text)]
        if what not in names:
            way_out = suggestion(what, names)
            raise BookError(f"docs/{page} does not show {what}; {way_out}")
        return f"Run: [`{what.rpartition('/')[2]}`](/{page}#{what})"
    if kind == "cited":
        found = find(what)
        if f"@{what}" not in text:
            raise BookError(f"docs/{page} does not cite {what}; cite it there")
        return f"Cited: [{found.who}, {found.year}]({found.address})"
    raise BookError(f"evidence is {written!r}; write it as one of {RESTS_ON}")
