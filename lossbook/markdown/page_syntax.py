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
            where = place(self.page, found.string, at)
            raise BookError(f"{where}: {error}") from error


def place(page: str, text: str, at: int) -> str:
    """`page:line` of a place in a page's text.

    The file has front matter before the text, or is a script whose comments it
    is. So the line is looked for: of several that are the same, the same one.
    """
    lines = text[:at].split("\n")
    line = (lines.pop() + text[at:]).split("\n")[0]
    file = ROOT / page
    source = file.read_text("utf-8") if file.is_file() else text
    alike = [
        number
        for number, found in enumerate(source.split("\n"), 1)
        if line in (found, found.removeprefix("# "))
    ]
    same = alike[lines.count(line) :]
    return f"{page}:{same[0]}" if same else page
