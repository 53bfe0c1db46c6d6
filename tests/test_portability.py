"""The table of what other generators make of the book is of this book."""

import json

from tests.portability import TABLE, counted


def test_the_first_generator_made_this_site(site):
    first = json.loads(TABLE.read_text("utf-8"))[0]
    found = counted(site)
    was = {what: first[what] for what in found}
    assert was == found, "the book has changed; run: make portability"
