"""Where the repository is known, pages lead into it; else nothing does."""

import re
from urllib.parse import unquote

from tests.html import attributes, pages
from tests.lossbook.pages.conftest import REPOSITORY


def chapters(site) -> dict:
    """The site's pages, but for the one that says that there is none."""
    return {n: p for n, p in pages(site).items() if n != "404.html"}


def test_each_listing_can_be_seen_in_the_repository(published, built_book):
    seen = 0
    for name, page in chapters(published).items():
        for listing in page.css(".listing"):
            download, source, *_ = listing.css("a")
            path = download.text()
            there = source.attributes["href"]
            assert there == f"{REPOSITORY}/blob/main/{path}"
            assert (built_book / path).is_file(), name
            seen += 1
    assert seen


def test_each_page_can_be_edited_where_it_is_written(published, built_book):
    for name, page in chapters(published).items():
        (address,) = attributes(page, "a[rel=edit]", "href")
        path = unquote(address).removeprefix(f"{REPOSITORY}/edit/main/")
        assert (built_book / path).is_file(), f"{name}: {address}"
        stem = name.removesuffix("/index.html") if "/" in name else "index"
        assert path in (f"docs/{stem}.md", f"snippets/{stem}.py")


def test_the_home_page_leads_to_the_repository(published):
    home = pages(published)["index.html"]
    assert attributes(home, "#repository + p > a", "href") == [REPOSITORY]


def test_without_a_repository_nothing_shows(site):
    for name, page in chapters(site).items():
        assert not page.css("a[rel=edit], .md-source, #repository"), name
        assert not page.css(".listing > a:not([download])"), name
        links = attributes(page, "a[href]", "href")
        # A chapter may cite a file of others at GitHub.
        wrong = re.compile(
            r"None|^(?!https://github\.com/).*/(edit|blob)/|colab"
        )
        assert not list(filter(wrong.search, links)), name


def test_each_notebook_opens_in_colab(published):
    opened = 0
    for name, page in chapters(published).items():
        links = attributes(page, '.offer a[href*="colab"]', "href")
        assert len(links) == len(page.css(".offer")), name
        for link in links:
            start, _, notebook = link.partition("/blob/notebooks/")
            assert start == (
                "https://colab.research.google.com/github/someone/book"
            )
            assert (published / notebook).is_file(), link
            opened += 1
    assert opened
