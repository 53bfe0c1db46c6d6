"""The sections of a page as its author wrote them, and the files they show."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify, unique

from lossbook import sources
from lossbook.paths import DOCS
from lossbook.sources import EMBEDDED, FENCE

HEADING = re.compile(
    r"^(?P<level>#+) (?P<title>.+?)(?: \{[^{}\n]*\})?$", re.MULTILINE
)


@dataclass(frozen=True)
class Section:
    """A heading, and the files embedded between it and the next one."""

    title: str
    page: str  # below docs/
    anchor: str
    line: int
    part: str  # the title of the section of the second level around it
    files: tuple[str, ...]

    @property
    def place(self) -> str:
        """`file:line` of the heading."""
        return f"docs/{self.page}:{self.line}"


def sections(page: Path) -> list[Section]:
    """A page's sections in their order, the page itself left out."""
    return _sections(page.relative_to(DOCS).as_posix(), sources.text(page))


@functools.cache
def _sections(page: str, text: str) -> list[Section]:
    # Code may have lines that begin with #. Everything stays where it is.
    prose = re.sub(FENCE, lambda code: " " * len(code[0]), text, flags=re.M)
    heads = list(HEADING.finditer(prose))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found, anchors, part = [], set[str](), ""
    for head, end in zip(heads, ends, strict=True):
        title, level = head["title"], len(head["level"])
        anchor = unique(slugify(title, "-"), anchors)
        part = title if level == 2 else part
        if level > 1:
            line = text.count("\n", 0, head.start()) + 1
            code = text[head.end() : end]
            files = tuple(each["path"] for each in EMBEDDED.finditer(code))
            found.append(Section(title, page, anchor, line, part, files))
    return found
