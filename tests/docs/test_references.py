"""Pages cite by key, and what is in the file of references is cited."""

import re

import pytest

from lossbook.markdown.citations import CITATION, cited
from lossbook.paths import SNIPPETS
from lossbook.references import DATA, parts, references
from lossbook.sources import relative, source
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import Prose

ADDRESS = re.compile(r"https?://(?:arxiv\.org|(?:dx\.)?doi\.org)/\S+")
TYPED = re.compile(r"\barXiv \S*\d|\bdoi 10\.\S+")


@pytest.mark.parametrize("name", ALL_NAMES)
def test_pages_cite_by_key(name):
    page = Prose(source(name), source(name).read_text("utf-8"))
    known = {each.address for each in references().values()} - {""}
    for pattern in (ADDRESS, TYPED, *map(re.compile, map(re.escape, known))):
        for found in pattern.finditer(page.text):
            pytest.fail(
                f"{page.line(found.start())}: {found[0]}: cite it by its key "
                "in docs/references.yml, as [@lin2017]",
                pytrace=False,
            )


def test_what_is_listed_is_cited():
    pages = [source(name).read_text("utf-8") for name in ALL_NAMES]
    scripts = [
        " ".join(path.read_text("utf-8").split())
        for path in sorted(SNIPPETS.rglob("*.py"))
    ]
    by_page = {key for text in pages for key in cited(text)}
    for key, of in references().items():
        quoting = [text for text in scripts if of.full in text]
        assert key in by_page or quoting, (
            f"{relative(DATA)}: no page and no docstring cites {key}"
        )
        where = [
            found[0]
            for text in pages
            for found in CITATION.finditer(text)
            if key in (found["key"], found["linked"])
        ]
        where += [text.partition(of.full)[2][:200] for text in quoting]
        unused = parts(of.cited) - parts("\n".join(where))
        assert not unused, f"{relative(DATA)}: nothing cites {unused} of {key}"
