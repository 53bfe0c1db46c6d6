"""What other generators make of the book: what is counted is on record."""

from lossbook.result_files import PORTABILITY, recorded
from tests.portability import counted


def test_what_is_on_record_is_what_is_counted(site):
    found = counted(site)
    assert all(found.values()), found
    for row in recorded(PORTABILITY)["generators"]:
        assert row.keys() - {"generator", "version"} == found.keys()
