"""What readers take away is whole, and stands without the site."""

import os
import re
import shutil
import zipfile
from urllib.parse import urldefrag

import pytest

from lossbook import cache, dependencies, sources
from lossbook.export import archive
from lossbook.paths import ROOT
from tests.conftest import mkdocs
from tests.docs.pages import ALL_NAMES, NAMES, PAGES, blocks
from tests.html import parsed

FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"`[^`\n]+`|\$[^$]+\$|\]\(([^()\s]+)\)")


def links(text: str) -> list[str]:
    """The addresses that a Markdown text links to, without their anchors."""
    found = [link[1] for link in LINK.finditer(FENCE.sub("", text))]
    return [urldefrag(address)[0] for address in found if address]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_markdown_form_needs_no_site(site, name):
    page = site / f"{name}.md"
    text = page.read_text("utf-8")
    assert text.startswith("# ")
    prose = re.sub(r"`[^`\n]+`", "", FENCE.sub("", text))
    left = re.search(
        r"--8<--|^:::|\\label|\\eqref|\{=|\) ?\{|^ *\{ [.#]"
        r"|<(div|details|summary|i )",
        prose,
        re.M,
    )
    assert not left, f"{name}.md: {left[0]!r} is not plain Markdown"
    for address in links(text):
        if address and "//" not in address:
            there = page.parent / address
            assert there.is_file(), f"{name}.md: no {address}"


@pytest.mark.parametrize("name", ALL_NAMES)
def test_page_names_its_markdown_form(site, name):
    folder = site / name.removesuffix("index")
    page = parsed(folder / "index.html")
    head = page.css_first("link[rel~=alternate][type='text/markdown']")
    there = folder / head.attributes["href"]
    assert there.resolve() == site / f"{name}.md"
    assert bool(page.css(".offer")) == sources.has_code(name)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_markdown_form_holds_each_snippet_whole(site, page):
    name = page.relative_to(ROOT / "docs").as_posix()
    text = (site / name).read_text("utf-8")
    for block in blocks(page):
        # With the same name above as on the page.
        path = re.escape(block.snippet.relative_to(ROOT).as_posix())
        above = (
            rf"^ *\[{path}\]\([./]*{path}\)(  \n *needs .+)?\n\n *```python\n"
        )
        whole = re.escape(block.snippet.read_text("utf-8").strip())
        assert re.search(above + whole, text, re.MULTILINE), block


def test_zip_holds_the_snippets_what_they_read_and_the_licence(site):
    files = [ROOT / "LICENSE", ROOT / "docs/reference/bench.json"]
    files += sorted((ROOT / "snippets").rglob("*.py"))
    top = "lossbook-snippets/"
    with zipfile.ZipFile(site / "snippets.zip") as packed:
        assert packed.testzip() is None
        names = [file.relative_to(ROOT).as_posix() for file in files]
        made = ["README.md", "requirements.txt"]
        assert packed.namelist() == [top + name for name in names + made]
        for name in names:
            assert packed.read(top + name) == (ROOT / name).read_bytes()


def test_zip_depends_on_the_files_alone(book, monkeypatch):
    monkeypatch.setattr(archive, "ROOT", book)
    monkeypatch.setattr(archive, "SNIPPETS", book / "snippets")
    monkeypatch.setattr(dependencies, "ROOT", book)
    cache.forget()
    before = archive.snippets("A book")
    os.utime(book / "snippets/losses/half_square_loss.py", (0, 0))
    cache.forget()
    assert archive.snippets("A book") == before
    cache.forget()


def test_downloads_are_the_same_bytes_on_every_build(book, built_book):
    # So that it executes again.
    shutil.rmtree(book / ".cache/entries/notebooks")
    done = mkdocs("build", "--strict", root=book)
    assert "Executing " in done.stderr, done.stderr
    for pattern in ("*.ipynb", "*.md", "*.zip"):
        for download in sorted((built_book / "site").rglob(pattern)):
            name = download.relative_to(built_book)
            assert (book / name).read_bytes() == download.read_bytes(), name


def test_llms_txt_lists_every_page(site):
    text = (site / "llms.txt").read_text("utf-8")
    title, empty, summary = text.splitlines()[:3]
    assert title == "# Lossbook"
    assert not empty
    assert summary.startswith("> ")
    listed = re.findall(r"^- \[.+?\]\((\S+)\)", text, re.MULTILINE)
    assert sorted(listed) == sorted(f"{name}.md" for name in ALL_NAMES)
    for address in links(text):
        assert (site / address).is_file(), f"llms.txt: no {address}"
