"""The chooser of the home page, from its data file to the browser."""

import re

import pytest
import yaml

from lossbook.data_files import loaded, root, where
from lossbook.markdown.chooser import DATA
from tests.docs.prose import written
from tests.docs.sections import around, at, links, sections
from tests.html import parsed


def field(node: yaml.Node, name: str) -> yaml.Node:
    return next(value for key, value in node.value if key.value == name)


TASKS = field(root(DATA), "losses").value
NODES = [answer for task in TASKS for answer in field(task, "answers").value]
NODES += field(root(DATA), "regularizers").value
ANSWERS = [loaded(node) for node in NODES]
EACH = pytest.mark.parametrize(
    ("node", "answer"),
    [*zip(NODES, ANSWERS, strict=True)],
    ids=[f"{answer['use']}: {answer['data']}" for answer in ANSWERS],
)


@EACH
def test_line_is_in_the_section(node, answer):
    page, _, anchor = answer["section"].partition("#")
    name = page.removesuffix(".md")
    parts = sections(name)
    there = at(name, anchor) if anchor else parts[-1]
    assert there, f"{where(field(node, 'section'))}: it is not on docs/{page}"
    section = around(parts, there.start) if anchor else there
    code = section.code | links(name, section)
    lines = [
        line.strip() for text in code.values() for line in text.split("\n")
    ]
    assert answer["line"] in lines, (
        f"{where(field(node, 'line'))}: no snippet that {answer['section']} "
        f"shows or links to has the line {answer['line']!r}"
    )


@EACH
def test_evidence_is_of_what_is_advised(node, answer):
    kind, _, what = answer["evidence"].partition(" ")
    at_fault, page = where(field(node, "evidence")), answer["section"]
    if kind == "row":
        contender = {*what.partition(", ")[2].lower().split()}
        missing = contender - {*re.split(r",? ", answer["use"].lower())}
        assert not missing, (
            f"{at_fault}: {answer['use']!r} is another contender: "
            f"{', '.join(sorted(missing))} is not in it"
        )
    else:
        text = written(page.partition(".md")[0])
        assert what in text, f"{at_fault}: {page} does not show or cite {what}"


def test_home_page_shows_the_whole_table(site):
    page = parsed(site / "index.html")
    tasks = [task.text() for task in page.css(".chooser summary strong")]
    assert tasks == [field(task, "task").value for task in TASKS]
    uses = page.css(".home dd")
    shown = [
        (
            entry.text(),
            use.css_first("a").text(),
            use.css_first("pre").text(),
        )
        for entry, use in zip(page.css(".home dt"), uses, strict=True)
    ]
    assert shown == [
        (answer["data"], answer["use"].replace("`", ""), answer["line"])
        for answer in ANSWERS
    ]
    assert all(use.css(".evidence a") for use in uses)
