r"""Lists every loss with its formula, the file to copy and its chapter.

The line `::: losses` becomes a section for each task of docs/losses.yml. A name
there is a class of torch.nn, whose file is the tour of it in snippets/builtin,
or a file to paste. Formulas are those of the chapters. The button that copies a
file is shown by the script that copies: lossbook/theme/main.html.
"""

import re
from pathlib import Path

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
from lossbook.markdown.equation_index import displayed
from lossbook.markdown.snippet_index import chapters_of, summary
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import DOCS, SNIPPETS

DATA = DOCS / "losses.yml"
# What is to be predicted; by name of a loss, where its formula is.
TASK = {"task": TEXT, "losses": FIELDS}
PASTED = ("losses", "regularizers")
CLASS = re.compile(r"\bnn\.[A-Z]\w+")
COPY = '<button type="button" class="copy" hidden>Copy</button>'


def losses() -> list[str]:
    """A section for each task, with its losses.

    Raises:
        BookError: the data file is wrong, or a file has no line in it.
    """
    lines = []
    top = inside(root(DATA), LIST)
    tasks = [fields_of(node, TASK) for node in top]
    entries = [x for task in tasks for x in task["losses"].value]
    named = {name.value for name, _ in entries}
    files = _files(named)
    for task in tasks:
        lines += [f"## {task['task'].value}", ""]
        for name, formula in task["losses"].value:
            lines += _entry(name, formula, files)
    for name, file in files.items():
        if name not in named:
            raise BookError(
                f"{sources.relative(file)}:1: no task has {name}; add it below "
                f"one in {sources.relative(DATA)}, with the equation that is "
                "its formula"
            )
    return lines


def _files(names: set[str]) -> dict[str, Path]:
    """The file of each loss: of a class the one that names it first."""
    found = {
        file.stem: file
        for folder in PASTED
        for file in sorted((SNIPPETS / folder).glob("*.py"))
    }
    for file in sorted((SNIPPETS / "builtin").glob("*.py")):
        code = sources.text(file).split('"""')[-1]
        classes = [each for each in CLASS.findall(code) if each in names]
        found |= {name: file for name in classes[:1] if name not in found}
    return found


def _entry(
    name: yaml.Node, formula: yaml.Node, files: dict[str, Path]
) -> list[str]:
    """A loss in a box: what it is, its formula, its file and its chapter."""
    if name.value not in files:
        way_out = suggestion(name.value, files)
        raise BookError(f"{where(name)}: no file is of {name.value}; {way_out}")
    file = files[name.value]
    path = sources.relative(file)
    page, _, labels = inside(formula, TEXT).partition("#")
    titles = dict(chapters_of(path))
    if page not in titles and _is_refused(page):
        return []
    if page not in titles:
        raise BookError(
            f"{where(formula)}: docs/{page} does not show {path}; "
            f"{suggestion(page, titles) if titles else 'embed it there'}"
        )
    equations = displayed(page.removesuffix(".md"))
    lines = ['<div class="loss" markdown>', ""]
    lines += [f"[`{name.value}`](/{page}#{anchor(path)})", "{ .name }", ""]
    lines += [_summary(file, name.value), ""]
    for label in labels.split(", "):
        if label not in equations:
            raise BookError(
                f"{where(formula)}: docs/{page} has no equation {label}; "
                + suggestion(label, equations)
            )
        tex = " ".join(equations[label].split())
        lines += [f"$\\displaystyle {tex}$", "{ .formula }", ""]
    chapter = f"[{titles[page]}](/{page})"
    title = f'{{ download title="Download {path}" }}'
    copied = f"[`{file.name}`](/{path}){title} {COPY}"
    lines += [f"{copied} {chapter}", "{ .file }", "", "</div>", ""]
    return lines


def _is_refused(page: str) -> bool:
    """Whether a chapter's own build will say that a snippet is not there."""
    file = DOCS / page
    files = sources.embedded(sources.text(file)) if file.is_file() else []
    return not all(map(Path.is_file, files))


def _summary(file: Path, name: str) -> str:
    """What the file says of the loss, without the name that stands above."""
    named = rf"^(A tour of |Tour of )?{name}: |, {name}(?=[.:,])"
    text = re.sub(named, "", summary(file))
    return text[:1].upper() + text[1:]
