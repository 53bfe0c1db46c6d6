"""Reads a chapter's front matter before MkDocs, which passes over mistakes.

Where the YAML is wrong, MkDocs shows all of it as text on the page.
"""

import re
from pathlib import Path

import yaml
from mkdocs.structure.pages import Page

from lossbook import sources
from lossbook.errors import BookError

MATTER = re.compile(r"\ufeff?---\n(?P<yaml>.*?)^---$", re.DOTALL | re.MULTILINE)


def check(page: Page) -> None:
    """See that a chapter has a description and a title.

    Raises:
        BookError: it has not, or its front matter is not YAML.
    """
    file = Path(page.file.abs_src_path or page.file.src_uri)
    if not file.is_file() or file.suffix != ".md":
        return
    text, where = sources.text(file), sources.relative(file)
    found = MATTER.match(text)
    if found is None:
        way_out = "begin it with ---, description: …, ---, a line each"
        raise BookError(f"{where}:1: the page has no front matter; {way_out}")
    try:
        fields = yaml.safe_load(found["yaml"])
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        line = (mark.line if mark else 0) + 2
        problem = error.problem or "not YAML"
        way_out = 'text with a mark of YAML\'s stands in ""'
        raise BookError(f"{where}:{line}: {problem}; {way_out}") from error
    if not (isinstance(fields, dict) and fields.get("description")):
        way_out = "write, after ---, description: …"
        raise BookError(f"{where}:1: the page has no description; {way_out}")
    if not re.search(r"^# ", text, re.MULTILINE):
        line = found[0].count("\n") + 2
        raise BookError(f"{where}:{line}: the page has no title; write # Title")
