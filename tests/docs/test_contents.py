"""What leads through the book and a page, and what is not translated."""

from collections import Counter

import pytest

from tests.docs.pages import ADDRESSES
from tests.html import pages, parsed

BEHIND = ["how-checked", "add-a-loss", "portability"]


def heading(node) -> str:
    return node.text().removesuffix("¶").strip()


@pytest.mark.parametrize("where", ADDRESSES)
def test_contents_name_no_part_of_a_section_twice(site, where):
    page = parsed(site / where / "index.html")
    heads = page.css("article :is(h2, h3)")
    parts = Counter(heading(head) for head in heads if head.tag == "h3")
    wanted = [
        heading(head)
        for head in heads
        if head.attributes.get("id") and parts[heading(head)] < 2
    ]
    links = page.css(".md-sidebar--secondary .md-nav__link")
    assert [link.text().strip() for link in links if link.tag == "a"] == wanted


def test_pages_about_the_book_stand_behind_it(site):
    page = parsed(site / "index.html")
    *parts, last = page.css(".contents section")
    assert last.css_first("h3").text() == "Behind the book"
    links = [link.attributes["href"] for link in last.css("a")]
    assert links == [f"reference/{name}/" for name in BEHIND]
    assert len(parts) > 4


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
