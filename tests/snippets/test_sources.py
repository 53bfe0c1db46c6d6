"""A docstring's source is as docs/references.yml has it."""

import ast
import re
from difflib import get_close_matches

import pytest

from lossbook.paths import SNIPPETS
from lossbook.references import parts, references
from lossbook.sources import relative, tree

NAMES = [
    path.relative_to(SNIPPETS).with_suffix("").as_posix()
    for path in sorted(SNIPPETS.rglob("*.py"))
]
# To the end of its paragraph; a sentence may follow.
SOURCE = re.compile(r"^Source: (.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
IDENTIFIED = re.compile(r"arXiv|\bdoi\b|\b(?:18|19|20)\d\d\b")


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_references(name):
    file = SNIPPETS / f"{name}.py"
    docstring = ast.get_docstring(tree(file)) or ""
    rest = docstring
    for source in SOURCE.finditer(docstring):
        line = docstring.count("\n", 0, source.start()) + 1
        where = f"{relative(file)}:{line}"
        # A sentence begins with each source, and says more behind it.
        for clause in " ".join(source[1].split()).split("; "):
            check(clause, where)
        rest = rest.replace(source[0], "")
    assert not re.search(r"arXiv|\bdoi\b", rest), (
        f"{relative(file)}:1: write what is cited as a paragraph Source: …"
    )


def check(clause: str, where: str) -> None:
    """Hold one publication to its entry."""
    known = {each.full: each for each in references().values()}
    full = next((text for text in known if clause.startswith(text)), None)
    (near,) = get_close_matches(clause, known, n=1, cutoff=0)
    assert full, f"{where}: {clause!r} is in docs/references.yml {near!r}"
    rest, of = clause.removeprefix(full), known[full]
    assert not IDENTIFIED.search(rest), (
        f"{where}: {rest!r} behind {full!r}: put a ; ahead of another source"
    )
    unknown = parts(rest) - parts(of.cited)
    assert not unknown, (
        f"{where}: {rest!r} names what docs/references.yml does not: it has "
        f"cited: {of.cited}"
    )
