"""What other generators make of the book: what is counted, and what is said."""

import json

import pytest

from lossbook import sources
from lossbook.markdown import equation_index
from tests.portability import TABLE, counted


def test_what_is_on_record_is_what_is_counted(site):
    found = counted(site)
    assert all(found.values()), found
    for row in json.loads(TABLE.read_text("utf-8")):
        assert row.keys() - {"generator", "version"} == found.keys()


@pytest.mark.parametrize(("pages", "said"), [(2, True), (3, False)])
def test_a_book_that_has_grown_says_so(tmp_path, monkeypatch, pages, said):
    path = tmp_path / "portability.json"
    row = {"generator": "mkdocs", "version": "1", "pages": pages}
    path.write_text(json.dumps([row]), "utf-8")
    monkeypatch.setattr(equation_index, "PORTABILITY", path)
    monkeypatch.setattr(sources, "addresses", lambda: ["", "a/", "b/"])
    lines = equation_index.portability()
    note = "The book had 2 pages then; it has 3 now."
    assert (note in lines) == said
