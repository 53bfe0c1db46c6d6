"""What depends on where the book is published: addresses and link cards."""

import struct
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from lossbook.generate.social_card import HEIGHT, WIDTH
from tests.docs.pages import ADDRESSES
from tests.html import attributes, parsed
from tests.lossbook.pages.conftest import ADDRESS, REPOSITORY


def places(site: Path) -> list[str]:
    """Where the site's pages are, as a browser asks for them."""
    return [
        f"{page.parent.relative_to(site).as_posix()}/".removeprefix("./")
        for page in sorted(site.rglob("index.html"))
    ]


def metas(page: LexborHTMLParser) -> dict[str, str]:
    found = [m.attributes for m in page.css("meta[property], meta[name]")]
    return {m.get("property") or m["name"]: m["content"] for m in found}


def title(page: LexborHTMLParser) -> str:
    return page.css_first("title").text()


def test_not_found_leads_on_from_any_depth(published):
    page = parsed(published / "404.html")
    led = Counter()
    for tag, name in (
        ("a", "href"),
        ("link", "href"),
        ("script", "src"),
        ("form", "action"),
    ):
        for address in attributes(page, f"{tag}[{name}]", name):
            if address.startswith(("#", REPOSITORY)):
                continue
            path = urlsplit(address).path
            assert path.startswith("/book/"), f"404.html: {address}"
            there = published / path.removeprefix("/book/")
            assert there.is_file() or (there / "index.html").is_file(), address
            led[tag] += 1
    chapters = {
        urlsplit(address).path.removeprefix("/book/")
        for address in attributes(page, ".contents a", "href")
    }
    assert chapters == {*places(published)} - {""}
    assert led["a"] > len(chapters)
    assert led["form"]


def test_each_page_has_a_card(published):
    for where in places(published):
        page = parsed(published / where / "index.html")
        meta = metas(page)
        assert meta["og:title"] == meta["twitter:title"] == title(page)
        assert meta["og:description"] == meta["description"]
        assert meta["og:url"] == ADDRESS + where
        picture = meta["og:image"]
        assert meta["twitter:image"] == picture
        assert picture.startswith(ADDRESS)
        png = (published / picture.removeprefix(ADDRESS)).read_bytes()
        assert png[1:4] == b"PNG"
        # From the header: the size that the page says, which sites ask for.
        assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT)
        assert meta["og:image:width"] == str(WIDTH)
        assert meta["og:image:height"] == str(HEIGHT)


def test_without_an_address_there_is_no_picture(site):
    for where in ADDRESSES:
        meta = metas(parsed(site / where / "index.html"))
        assert meta["og:title"]
        assert not {"og:image", "og:url", "twitter:image"} & set(meta), where


def test_titles_tell_pages_apart(site):
    titles = [title(parsed(site / w / "index.html")) for w in ADDRESSES]
    assert len({*titles}) == len(titles), titles
    for each in titles:
        assert 15 < len(each) <= 65, each
        assert each.count("Lossbook") == 1, each
        assert "PyTorch" in each, each
