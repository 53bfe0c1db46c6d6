"""What depends on where the book is published: addresses and link cards."""

import struct
from collections import Counter
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from lossbook.generate.social_card import HEIGHT, WIDTH
from tests.conftest import mkdocs
from tests.docs.pages import ADDRESSES

# As on GitHub Pages, below a path.
ADDRESS = "https://someone.github.io/book/"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    done = mkdocs(
        *("build", "--strict", "--site-dir", str(folder)), SITE_URL=ADDRESS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def soup(path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def metas(page: BeautifulSoup) -> dict[str, str]:
    return {
        meta.get("property") or meta["name"]: meta["content"]
        for meta in page.select("meta[property], meta[name]")
    }


def test_not_found_leads_on_from_any_depth(published):
    page = soup(published / "404.html")
    led = Counter()
    for tag, name in (
        ("a", "href"),
        ("link", "href"),
        ("script", "src"),
        ("form", "action"),
    ):
        for element in page.select(f"{tag}[{name}]"):
            address = element[name]
            if address.startswith("#"):
                continue
            path = urlsplit(address).path
            assert path.startswith("/book/"), f"404.html: {element}"
            there = published / path.removeprefix("/book/")
            assert there.is_file() or (there / "index.html").is_file(), element
            led[tag] += 1
    assert led["a"] > len(ADDRESSES)
    assert led["form"]
    chapters = {
        urlsplit(a["href"]).path.removeprefix("/book/")
        for a in page.select(".contents a")
    }
    assert chapters == {*ADDRESSES} - {""}


def test_each_page_has_a_card(published):
    for where in ADDRESSES:
        page = soup(published / where / "index.html")
        meta = metas(page)
        assert meta["og:title"] == meta["twitter:title"] == page.title.text
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
        meta = metas(soup(site / where / "index.html"))
        assert meta["og:title"]
        assert not {"og:image", "og:url", "twitter:image"} & set(meta), where


def test_titles_tell_pages_apart(site):
    titles = [soup(site / w / "index.html").title.text for w in ADDRESSES]
    assert len({*titles}) == len(titles), titles
    for title in titles:
        assert 15 < len(title) <= 65, title
        assert title.count("Lossbook") == 1, title
        assert "PyTorch" in title, title
