"""What was recorded of chunks is what they save here."""

from lossbook.result_files import CHUNKS, recorded
from tests.bench import chunks


def test_memory_is_saved_here_too():
    found = recorded(CHUNKS)
    assert [*found["settings"]] == [*chunks.SETTINGS]
    assert found["sizes"] == {
        "tokens": chunks.TOKENS,
        "width": chunks.WIDTH,
        "words": chunks.WORDS,
    }
    none, some = (chunks.alone(name)["mebibytes"] for name in ("none", "128"))
    # All logits at least, of four bytes each.
    assert none > 4 * chunks.TOKENS * chunks.WORDS / 2**20
    assert some < none / 10
