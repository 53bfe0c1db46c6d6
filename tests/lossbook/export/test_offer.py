"""A site offers the packed book while that is the book as it stands."""

import os
from pathlib import Path

from tests.conftest import mkdocs, python
from tests.html import parsed

PACKED = "lossbook-offline.zip"
CHAPTER = "docs/regression/half-square.md"


def built(book: Path) -> list[Path]:
    """Build; return what the foot of a chapter offers."""
    done = mkdocs("build", "--strict", root=book)
    assert done.returncode == 0, done.stdout + done.stderr
    page = book / "site/regression/half-square/index.html"
    links = parsed(page).css("footer a[download]")
    return [(page.parent / link.attributes["href"]).resolve() for link in links]


def test_the_packed_book_is_offered_until_the_book_changes(book):
    done = python("-m", "lossbook.export.offline", root=book)
    assert done.returncode == 0, done.stderr
    offered = book / "site" / PACKED
    assert built(book) == [offered.resolve()]
    assert offered.read_bytes() == (book / PACKED).read_bytes()
    os.utime(book / CHAPTER)
    assert built(book) == []
    assert not offered.exists()
