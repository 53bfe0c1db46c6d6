"""The sections of a page, and the code that each of them shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import parse, read, source
from tests.docs.pages import blocks
from tests.docs.prose import FIGURE, cells, prose, written

HEADING = re.compile(r"(#{1,6}) (.+)")
# With nothing on it, a line ends a paragraph; an item begins one.
ITEM = re.compile(r" *(?:[-|]|\d+\.) ")
LINK = re.compile(r"\]\((?!\w+:)([^)\s]+)\)")
FILE = re.compile(r"(?<=[#/])\w+/\w+\.py$")
# Items of lists, and bold leads.
LISTED = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (r"^ *(?:-|\d+\.) ", r"^\*\*[^*]+\*\*")
]


@dataclass(frozen=True)
class Section:
    """A heading, and the lines up to the next one that is not below it."""

    title: str
    start: int
    end: int
    code: dict[str, str]  # by path

    def __contains__(self, line: int) -> bool:
        return self.start <= line < self.end


def sections(name: str) -> list[Section]:
    """A page's sections, and last the page."""
    lines = prose(name).text.split("\n")
    shown, end = list(_shown(name)), len(lines) + 1
    heads = [
        (number, len(found[1]), found[2].strip())
        for number, line in enumerate(lines, 1)
        if (found := HEADING.match(line))
    ]
    spans = [
        (title, start, min(_below(heads, start, level), default=end))
        for start, level, title in heads
        if level > 1
    ]
    return [
        Section(title, start, stop, _code(shown, range(start, stop)))
        for title, start, stop in [*spans, ("the page", 1, end)]
    ]


def around(parts: list[Section], line: int) -> Section:
    """The smallest section around a line that shows code, or the page."""
    *inner, page = parts
    found = [each for each in inner if each.code and line in each]
    return min(found, key=lambda each: each.end - each.start, default=page)


def code_at(name: str, parts: list[Section], line: int) -> dict[str, str]:
    """The code by path that a line speaks of.

    It is what the section shows and the paragraph links to; all that the page
    shows at its head, and for a section that has neither.
    """
    section, others = around(parts, line), linked(name, line)
    if section is parts[-1] and others and any(line in p for p in parts[:-1]):
        return others
    return section.code | others


def _below(heads, start: int, level: int) -> Iterator[int]:
    return (line for line, depth, _ in heads if line > start and depth <= level)


def _shown(name: str) -> Iterator[tuple[int, str, str]]:
    """Line, path and text of each file that a page shows or draws with."""
    page = source(name)
    if page.suffix == ".py":
        where = page.relative_to(ROOT).as_posix()
        for line, text in cells(read(page)):
            yield line, f"{where}:{line}", text
        return
    for block in blocks(page):
        where = block.snippet.relative_to(ROOT).as_posix()
        yield block.line, where, read(block.snippet)
    text = page.read_text("utf-8")
    for figure in FIGURE.finditer(text):
        line = text.count("\n", 0, figure.start()) + 1
        script = SNIPPETS / "figures" / f"{figure[1]}.py"
        yield line, script.relative_to(ROOT).as_posix(), read(script)


def code(name: str) -> str:
    """The code that a page shows or draws with, outputs included."""
    shown = list(_shown(name))
    for _, path, text in shown:
        parse(text, path)  # or reading it token by token ends in the midst
    return "\n".join(text for _, _, text in shown)


def _code(shown: list, lines: range) -> dict[str, str]:
    return {path: text for line, path, text in shown if line in lines}


def linked(name: str, line: int) -> dict[str, str]:
    """The code of what a paragraph links to: a section, a file."""
    return _linked(name, paragraph(name, line))


def links(name: str, section: Section) -> dict[str, str]:
    """The code of what a section links to."""
    lines = written(name).split("\n")[section.start - 1 : section.end - 1]
    return _linked(name, "\n".join(lines))


def _linked(name: str, text: str) -> dict[str, str]:
    found = {}
    for address in LINK.findall(text):
        path, _, anchor = address.partition("#")
        if file := FILE.search(address):
            script = SNIPPETS / file[0]
            if script.is_file():
                found[script.relative_to(ROOT).as_posix()] = read(script)
        elif anchor and (section := at(leads_to(name, path), anchor)):
            found |= section.code
    return found


def pages_linked(name: str, line: int) -> list[str]:
    """The pages that a paragraph links to as a whole."""
    addresses = LINK.findall(paragraph(name, line))
    return [leads_to(name, each) for each in addresses if each.endswith(".md")]


def leads_to(name: str, path: str) -> str:
    """The page that a link on a page leads to, without its anchor."""
    if not path:
        return name
    # A script's page is, for its links, in a folder of docs/.
    home = (DOCS / name).parent
    there = (home / path).resolve().with_suffix("")
    return there.relative_to(DOCS).as_posix()


def at(name: str, anchor: str) -> Section | None:
    """The section of an anchor; None for that of a file, or of none."""
    for section in sections(name):
        if slugify(section.title, "-") == anchor:
            return section
    return None


def paragraph(name: str, line: int) -> str:
    """The paragraph, item of a list or row of a table with a line of a page."""
    lines = written(name).split("\n")
    first, last = line - 1, line
    while not ITEM.match(lines[first]) and lines[first - 1].strip():
        first -= 1
    while not ITEM.match(lines[last]) and lines[last].strip():
        last += 1
    return "\n".join(lines[first:last])


def listed(name: str, line: int) -> set[int]:
    """How many items, rows, bold leads and headings a section has."""
    lines = prose(name).text.split("\n")
    *inner, page = sections(name)
    found = [each for each in inner if line in each]
    section = min(found, key=lambda each: each.end - each.start, default=page)
    text = "\n".join(lines[section.start - 1 : section.end - 1]) + "\n"
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    # Headings by their level, in all of it or below one heading.
    below = re.split(r"^## ", text, flags=re.MULTILINE)
    headings = [part.count("\n### ") for part in below] + [len(below) - 1]
    return {
        *headings,
        *(len(pattern.findall(text)) for pattern in LISTED),
        *(table.count("\n") - 2 for table in tables),
    }
