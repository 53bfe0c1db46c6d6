"""What our Python-Markdown extensions share: a syntax of ours on a page.

What is wrong in it stops the build with the page and the line. Fenced code and
code in a sentence may quote a syntax, and are left alone.
"""

import re
from collections.abc import Callable
from copy import deepcopy

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from lossbook.errors import BookError
from lossbook.paths import ROOT
from lossbook.sources import FENCE

# Before all that changes the number of lines, so that errors name the right
# one: the directives (34), the names of snippets (33), the snippets (32).
FIRST = 35


class PageExtension(Extension):
    """`page` is the source file of the text, which errors name."""

    def __init__(self, **kwargs: object) -> None:
        page = {"page": ["", "source file of the text, for errors"]}
        # A copy, or what is set for one page would hold for the next.
        self.config = {**page, **deepcopy(self.config)}
        super().__init__(**kwargs)

    def replace(
        self,
        md: Markdown,
        pattern: str,
        by: Callable[[re.Match], str],
        priority: int = FIRST,
    ) -> None:
        """Replace what the pattern finds on the page."""
        syntax = _Syntax(md, self.getConfig("page"), pattern, by)
        name = f"{type(self).__name__} {priority}"
        md.preprocessors.register(syntax, name, priority)


def outside_code(pattern: str) -> str:
    """The pattern, for `replace`, where it does not stand in code."""
    return rf"(?P<code>{FENCE}|`[^`\n]+`)|{pattern}"


class _Syntax(Preprocessor):
    def __init__(self, md: Markdown, page: str, pattern: str, by: Callable):
        super().__init__(md)
        self.page, self.by = page, by
        self.pattern = re.compile(pattern, re.MULTILINE)

    def run(self, lines: list[str]) -> list[str]:
        return self.pattern.sub(self._replace, "\n".join(lines)).split("\n")

    def _replace(self, found: re.Match) -> str:
        groups = found.groupdict()
        if groups.get("code"):
            return found[0]
        try:
            return self.by(found)
        except BookError as error:
            # Of fenced code, where the code begins.
            at = found.start("body" if groups.get("body") else 0)
            before, after = found.string[:at], found.string[at:]
            line = before.rpartition("\n")[2] + after.partition("\n")[0]
            raise BookError(f"{self._place(line)}: {error}") from error

    def _place(self, line: str) -> str:
        """Where the file, which has more than the page's text, has the line."""
        file = ROOT / self.page
        lines = file.read_text("utf-8").split("\n") if file.is_file() else []
        places = (n for n, each in enumerate(lines, 1) if line in each)
        return f"{self.page}:{next(places, 1)}"
