"""Leads from what somebody sees to the pitfalls that may be behind it.

The line `::: symptoms` becomes a list of the symptoms of docs/troubles.yml,
each a link to its section of docs/troubles.md. `::: troubles` writes these.
What is said of a pitfall is looked up: the title and the address of its section
in the chapter, and the first line of the file that it shows.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown.extensions.toc import slugify

from lossbook import cache, sources
from lossbook.data_files import LIST, TEXT, fields_of, inside, root, where
from lossbook.errors import BookError, suggestion
from lossbook.markdown.page_sections import Section, sections
from lossbook.markdown.snippet_index import chapters_of, summary
from lossbook.paths import DOCS, ROOT

DATA = DOCS / "troubles.yml"
PAGE = "troubles.md"
PITFALLS = "snippets/pitfalls/"
# What a title begins with that does not stand alone.
WHY = re.compile(r"^Why: (.)")


@dataclass(frozen=True)
class Trouble:
    """What somebody sees, and the sections that explain it."""

    symptom: str
    pitfalls: tuple[Section, ...]

    @property
    def address(self) -> str:
        """Its section on the page of all of them."""
        return f"{PAGE}#{slugify(self.symptom, '-')}"


def symptoms() -> list[str]:
    """A list of links, for the home page.

    Raises:
        BookError: the data file is wrong.
    """
    links = (f"- [{each.symptom}](/{each.address})" for each in every())
    return ['<div class="symptoms" markdown>', "", *links, "", "</div>"]


def troubles() -> list[str]:
    """A section for each symptom, with its pitfalls, chapter by chapter.

    Raises:
        BookError: the data file is wrong.
    """
    lines = []
    for each in every():
        lines += [f"## {each.symptom}", "", '<div class="pitfalls" markdown>']
        by_page: dict[str, list[Section]] = {}  # the likeliest first
        for section in each.pitfalls:
            by_page.setdefault(section.page, []).append(section)
        for page, pitfalls in by_page.items():
            title = dict(chapters_of(pitfalls[0].files[0]))[page]
            lines += ["", f"[{title}](/{page})"]
            for section in pitfalls:
                heading = WHY.sub(lambda why: why[1].upper(), section.title)
                link = f"[{heading}](/{page}#{section.anchor})"
                what = summary(ROOT / section.files[0])
                lines += [f":   {link}{{ .pitfall }} {what}"]
        lines += ["", "</div>", ""]
    return lines


def every() -> list[Trouble]:
    """The symptoms in their order, each with its pitfalls.

    Raises:
        BookError: a name is unknown, or a pitfall is without a symptom.
    """
    shown = _shown()
    found, named = [], set()
    for node in inside(root(DATA), LIST):
        trouble = fields_of(node, {"symptom": TEXT, "pitfalls": LIST})
        names = trouble["pitfalls"].value
        pitfalls = tuple(_pitfall(name, shown) for name in names)
        named |= {*pitfalls}
        found.append(Trouble(trouble["symptom"].value, pitfalls))
    for name, section in shown.items():
        if section.files[0].startswith(PITFALLS) and section not in named:
            raise BookError(
                f"{section.place}: the pitfall {name} is under no symptom; "
                f"name it below one in {sources.relative(DATA)}"
            )
    return found


def _pitfall(node: yaml.Node, shown: dict[str, Section]) -> Section:
    name = inside(node, TEXT)
    if name not in shown:
        way_out = suggestion(name, shown)
        raise BookError(
            f"{where(node)}: no section shows a file {name}.py first; {way_out}"
        )
    return shown[name]


@cache.for_one_build
def _shown() -> dict[str, Section]:
    """The sections by the name of the file that each shows first."""
    found: dict[str, Section] = {}
    for page in sorted(DOCS.rglob("*.md")):
        for section in sections(page):
            if section.files:
                found.setdefault(Path(section.files[0]).stem, section)
    return found
