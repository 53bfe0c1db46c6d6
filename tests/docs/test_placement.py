"""Each embedded file stands where the page speaks of it."""

import itertools
import re

import pytest

from lossbook.markdown.head import TO_PASTE
from lossbook.sources import read, source
from tests.docs.pages import NAMES, Block, blocks
from tests.docs.prose import prose, words
from tests.docs.sections import sections

# As a sentence ends before a run, with or without **Run:**, or a question.
ANNOUNCED = re.compile(r"[:?](?:\*\*)?\n+ *```python$")


@pytest.mark.parametrize("name", NAMES)
def test_files_fit_their_sections(name):
    """Two files of a kind fit better as they stand than exchanged."""
    wrong = []
    around = {
        block: words_around(name, block) for block in blocks(source(name))
    }
    for one, other in itertools.combinations(around, 2):
        alike = one.snippet.parent == other.snippet.parent
        if not alike or around[one] == around[other]:
            continue
        here, there = words_of(one), words_of(other)
        stand = fit(around[one], here) + fit(around[other], there)
        if stand <= fit(around[one], there) + fit(around[other], here):
            wrong.append(
                f"{one}: {other.snippet.name} would fit here, and "
                f"{one.snippet.name} on line {other.line}, at least as well"
            )
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_announced_is_a_run(name):
    """A colon or a question leads to a run, and not to what one pastes."""
    lines = read(source(name)).split("\n")
    for block in blocks(source(name)):
        above = "\n".join(lines[: block.line])
        if block.snippet.parent.name in TO_PASTE and ANNOUNCED.search(above):
            pytest.fail(
                f"{block}: it is to be pasted, and the line above announces a "
                f"run; embed the run here, or end that line with a full stop",
                pytrace=False,
            )


def words_around(name: str, block: Block) -> frozenset[str]:
    """The words of a block's section, and of the headings above it."""
    *inner, page = sections(name)
    found = [each for each in inner if block.line in each]
    section = min(found, key=lambda each: each.end - each.start, default=page)
    lines = prose(name).text.split("\n")[section.start - 1 : section.end - 1]
    text = " ".join([*(each.title for each in found), *lines])
    return frozenset(words(text))


def words_of(block: Block) -> frozenset[str]:
    return frozenset(words(f"{block.snippet.stem} {read(block.snippet)}"))


def fit(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of words share, whatever their sizes."""
    return len(one & other) / (len(one) * len(other)) ** 0.5
