"""The built site holds together, and nothing that was written is unused."""

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml
from tinyhtml5.parser import HTMLParser

from lossbook.markdown.snippet_index import chapters_of
from lossbook.paths import ROOT, SNIPPETS
from lossbook.sources import relative
from tests.docs.pages import EMBEDDABLE, NAMES, PAGES, blocks
from tests.docs.prose import Prose
from tests.html import pages

# Beside this Python, which need not be the first on the PATH.
LYCHEE = Path(sysconfig.get_path("scripts"), "lychee")
SHOWN = sorted(
    script
    for folder in (*EMBEDDABLE, "explorers", "figures")
    for script in (SNIPPETS / folder).glob("*.py")
)


def test_no_dead_link_or_anchor(site):
    done = subprocess.run(
        [
            LYCHEE,
            "--offline",
            "--include-fragments",
            "--index-files=index.html",
            "--no-progress",
            f"--root-dir={site}",
            *map(str, sorted(site.rglob("*.html"))),
        ],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [relative(each) for each in SHOWN])
def test_snippet_stands_on_a_page(path):
    assert chapters_of(path), f"{path}:1: no page shows it"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_line_of_code_is_in_a_snippet(page):
    text = page.read_text("utf-8")
    sources = [block.snippet.read_text("utf-8") for block in blocks(page)]
    for found in re.finditer(r"^`(.+)`\n\{ \.line \}$", text, re.MULTILINE):
        assert any(found[1] in source for source in sources), (
            f"{Prose(page, text).line(found.start())}: no snippet on this page "
            f"has the line {found[1]!r}; add it to the run of one, or change "
            "it here"
        )


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_page_says_what_it_is_about(page):
    matter = page.read_text("utf-8").split("---\n")[1]
    length = len(yaml.safe_load(matter)["description"])
    assert 40 <= length <= 155, f"{page.relative_to(ROOT)}:2: {length} long"


def test_html_is_valid(site):
    for path in sorted(site.rglob("*.html")):
        text, where = path.read_text("utf-8"), path.relative_to(site)
        parser = HTMLParser()
        parser.parse(text)
        faults = [f"{where}:{at[0]}: {what}" for at, what, _ in parser.errors]
        assert not faults, "\n".join(faults)
        ids = re.findall(r"\sid=[\"']?([^\"'\s>]+)", text)
        twice = {each for each in ids if ids.count(each) > 1}
        assert not twice, f"{where}: id on two elements: {twice}"


def test_every_picture_has_a_text_alternative_and_its_size(site):
    for name, page in pages(site).items():
        for picture in page.css("article img"):
            told = picture.attributes
            assert len(told.get("alt") or "") > 20, f"{name}: {picture.html}"
            drawing = ((site / name).parent / told["src"]).read_text("utf-8")
            size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
            for side, points in zip(
                ("width", "height"), size.groups(), strict=True
            ):
                assert abs(float(told[side]) - float(points) * 4 / 3) < 1, (
                    f"{name}: {picture.html}"
                )


def test_raw_files_are_served_as_they_are(site):
    for script in SNIPPETS.rglob("*.py"):
        copy = site / script.relative_to(ROOT)
        assert copy.read_bytes() == script.read_bytes()


def test_all_math_is_typeset(site):
    for name, page in pages(site).items():
        assert not page.css(".arithmatex"), f"{name}: a formula is not typeset"
        page.strip_tags(["code", "script", "style"])
        left = re.search(r"\\\(|\\\[|\$\$|\\eqref", page.body.text())
        assert not left, f"{name}: {left}"
