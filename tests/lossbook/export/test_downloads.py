"""What readers take away is whole, and stands without the site."""

import re
import zipfile
from urllib.parse import urldefrag

import pytest

from lossbook import sources
from lossbook.paths import ROOT
from tests.docs.pages import ALL_NAMES
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
        r"--8<--|^:::|\\label|\\eqref|\) ?\{|^ *\{ [.#]"
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


def test_zip_holds_the_snippets_what_they_read_and_the_licence(site):
    read = ("docs/reference/bench.json", "docs/reference/chunks.json")
    files = [ROOT / "LICENSE", *(ROOT / each for each in read)]
    files += sorted((ROOT / "snippets").rglob("*.py"))
    top = "lossbook-snippets/"
    with zipfile.ZipFile(site / "snippets.zip") as packed:
        assert packed.testzip() is None
        names = [file.relative_to(ROOT).as_posix() for file in files]
        made = ["README.md", "requirements.txt"]
        assert packed.namelist() == [top + name for name in names + made]
        for name in names:
            assert packed.read(top + name) == (ROOT / name).read_bytes()


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
