"""What leads through a page, and what is not translated."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.docs.pages import ADDRESSES
from tests.html import pages, parsed


def linked(page) -> Iterator[tuple[str, list[str]]]:
    """The sections of a page and their parts, as its headings say."""
    folded = {x.mem_id for x in page.css(".section > :is(h2, h3)")}
    titles = [
        (head.tag, head.text().removesuffix("¶").strip())
        for head in page.css("article h2, article h3")
        # Of a folded section its title, which is in the summary.
        if head.css_first(".headerlink") or head.parent.tag == "summary"
        if head.mem_id not in folded
    ]
    starts = [n for n, (tag, _) in enumerate(titles) if tag == "h2"]
    for start, end in pairwise([*starts, len(titles)]):
        section, *parts = (title for _, title in titles[start:end])
        yield section, parts


@pytest.mark.parametrize("where", ADDRESSES)
def test_contents_leave_out_parts_that_several_sections_have(site, where):
    page = parsed(site / where / "index.html")
    sections = list(linked(page))
    count = Counter(part for _, parts in sections for part in parts)
    wanted = []
    for section, parts in sections:
        repeated = any(count[part] > 1 for part in parts)
        wanted += [section, *([] if repeated else parts)]
    links = page.css(".md-sidebar--secondary a.md-nav__link")
    assert [link.text().strip() for link in links] == wanted


def test_code_and_mathematics_are_not_translated(site):
    seen = 0
    for name, page in pages(site).items():
        for node in page.css("article :is(code, .math, math)"):
            parent = node
            while parent and parent.attributes.get("translate") != "no":
                parent = parent.parent
            assert parent, f"{name}: {node.html[:80]}"
            seen += 1
    assert seen > 1000
