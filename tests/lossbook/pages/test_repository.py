"""Where the repository is known, pages lead into it; else nothing does."""

import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from mkdocs.config.defaults import MkDocsConfig

from lossbook.pages import repository
from lossbook.paths import ROOT
from tests.conftest import mkdocs

ADDRESS = "https://github.com/someone/book"


def html(folder) -> dict[str, BeautifulSoup]:
    return {
        page.relative_to(folder).as_posix(): BeautifulSoup(
            page.read_text("utf-8"), "html.parser"
        )
        for page in sorted(folder.rglob("index.html"))
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The site's pages, built as for a repository on GitHub."""
    folder = tmp_path_factory.mktemp("published")
    done = mkdocs(
        *("build", "--strict", "--site-dir", str(folder)), REPO_URL=ADDRESS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return html(folder)


def test_each_listing_can_be_seen_in_the_repository(published):
    seen = 0
    for name, page in published.items():
        for listing in page.select(".listing"):
            download, source = listing.select("a")
            assert source["href"] == f"{ADDRESS}/blob/main/{download.text}"
            assert (ROOT / download.text).is_file(), name
            seen += 1
    assert seen


def test_each_page_can_be_edited_where_it_is_written(published):
    for name, page in published.items():
        address = unquote(page.select_one("a[rel=edit]")["href"])
        path = address.removeprefix(f"{ADDRESS}/edit/main/")
        assert (ROOT / path).is_file(), f"{name}: {address}"
        stem = name.removesuffix("/index.html") if "/" in name else "index"
        assert path in (f"docs/{stem}.md", f"snippets/{stem}.py")


def test_no_page_asks_the_repositorys_host(published):
    for page in published.values():
        assert page.select_one(f'.md-source[href="{ADDRESS}"]')
        assert not page.select('[data-md-component="source"]')


def test_without_a_repository_nothing_shows(site):
    for name, page in html(site).items():
        assert not page.select("a[rel=edit], .md-source"), name
        assert not page.select(".listing > a:not([download])"), name
        links = [link["href"] for link in page.select("a[href]")]
        assert not [x for x in links if re.search("None|/(edit|blob)/", x)]


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "shows"),
    [
        (ADDRESS, "edit/main/docs/", f"{ADDRESS}/blob/main/"),
        (f"{ADDRESS}/", "edit/main/docs/", f"{ADDRESS}/blob/main/"),
        (
            "https://gitlab.com/someone/book",
            "-/edit/main/docs/",
            "https://gitlab.com/someone/book/-/blob/main/",
        ),
        (None, "edit/main/docs/", ""),
        (ADDRESS, "", ""),
    ],
)
def test_address_of_a_file(repo_url, edit_uri, shows):
    config = MkDocsConfig()
    config.repo_url, config.edit_uri = repo_url, edit_uri
    assert repository.view(config) == shows


def test_each_notebook_opens_in_colab(published, site):
    opened = 0
    for name, page in published.items():
        link = page.select_one('.offer a[href*="colab"]')
        if link is None:
            assert not page.select(".offer"), name
            continue
        notebook = link["href"].partition("/blob/notebooks/")[2]
        assert link["href"].startswith(
            "https://colab.research.google.com/github/someone/book/"
        )
        assert (site / notebook).is_file(), link
        opened += 1
    assert opened
    for name, page in html(site).items():
        assert not page.select('a[href*="colab"]'), name
