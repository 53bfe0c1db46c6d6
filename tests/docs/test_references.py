"""Pages cite by key, and what is in the file of references is cited."""

import re

import pytest

from lossbook.markdown.citations import cited
from lossbook.paths import SNIPPETS
from lossbook.references import DATA, references
from lossbook.sources import place, source
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
    by_page = {key for text in pages for key in cited(text)}
    scripts = [path.read_text("utf-8") for path in SNIPPETS.rglob("*.py")]
    quoted = " ".join("".join(scripts).split())
    for key, of in references().items():
        assert key in by_page or of.full in quoted, (
            f"{place(DATA, f'{key}:')}: no page and no docstring cites {key}"
        )
