"""A page kept from an earlier build is the page a fresh build would make."""

import json
import shutil

from tests.conftest import mkdocs, python
from tests.lossbook.test_build import (
    CHAPTER,
    EXPLORER,
    FIGURE,
    PITFALL,
    SNIPPET,
    edit,
)
from tests.snippets.grid import FULL

HOME, PAGE = "index.md", "regression/half-square.md"
EQUATIONS = "reference/equations.md"
# Which file, what is replaced in it by what, and which pages depend on that.
NEW_PAGE = "---\ndescription: A new page.\n---\n\n# A new page\n"
EDITS = [
    (CHAPTER, "has the error", "has just the error", {PAGE}),
    (CHAPTER, "## Formula", "## The formula", {PAGE}),
    (PITFALL, "print(F", "print(  F", {PAGE}),
    # The home page lists the snippets.
    (PITFALL, "The loss is twice", "It is twice", {PAGE, HOME}),
    # The home page shows another figure that is made of this one.
    (FIGURE, 'label="half the square"', 'label="half of it"', {PAGE, HOME}),
    (EXPLORER, "[-1, 0, 1]", "[-1, 0, 2]", {PAGE}),
    (EXPLORER, '"""Half', '"""One half', {PAGE}),
    (CHAPTER, "# Half the square", "# One half", {PAGE, HOME, EQUATIONS}),
    (CHAPTER, "Half the squared", "Half of the squared", set()),
    ("mkdocs.yml", "Home: index.md", "Start: index.md", set()),
    ("docs/assets/lossbook.css", ":root", ":root ", set()),
    ("lossbook/theme/main.html", "<title>", "<title >", set()),
    ("docs/chooser.yml", "is the error", "is just the error", {HOME}),
    ("docs/new.md", "", NEW_PAGE, {"new.md"}),
    ("docs/index.md", "It has", "It [has](new.md)", {HOME}),
    ("snippets/pitfalls/new.py", "", '"""New."""\n', {HOME}),
    # The training run is run again, and comes out as it was.
    (SNIPPET, "Gauss", "C. F. Gauss", {PAGE}),
    (
        "tests/docs/equations/regression/half_square.py",
        "y=real",
        "y =real",
        {EQUATIONS},
    ),
]
NEW_PAGE = "---\ndescription: A new page.\n---\n\n# A new page\n"


def test_kept_pages_are_what_a_fresh_build_makes(book):
    # Of the edits that come after another, so that each has what it needs.
    tried = EDITS if FULL else EDITS[:6] + EDITS[13:16]
    edits = json.dumps([edit[:3] for edit in tried])
    module = "tests.lossbook.pages.rebuilds"
    done = python("-m", module, edits, root=book)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    for (file, _, new, depend), (rendered, differ) in zip(
        tried, found, strict=True
    ):
        assert not differ, f"{file}, {new!r}: stale {differ}"
        assert {*rendered} == depend, f"{file}, {new!r}"


def test_a_warning_is_given_at_every_build(book, tmp_path):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    edit(book / "book.yml", "strict: true", "strict: false")
    mkdocs("build", "--quiet", root=book)
    for _ in range(2):
        done = mkdocs("build", root=book)
        assert "none.md" in done.stderr


# What is opened while a page is rendered, but not for its key, by page.
OPENED = """
import json, os, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page
from lossbook import cache
from lossbook.pages import page_cache

opened, known, found = set(), {}, {}
sys.addaudithook(
    lambda event, arguments: opened.add(str(arguments[0]))
    if event == "open" else None
)

def watched(function, then):
    def watching(page, *arguments):
        cache.forget()
        opened.clear()
        result = function(page, *arguments)
        files = {os.path.relpath(file) for file in opened}
        then(page.file.src_uri, files)
        return result
    return watching

page_cache._key = watched(page_cache._key, known.__setitem__)
Page.render = watched(
    Page.render,
    lambda page, files: found.update({page: sorted(files - known[page])}),
)
config = load_config(site_dir="site")
config.plugins.on_startup(command="build", dirty=False)
build(config)
print(json.dumps([found, {page: len(files) for page, files in known.items()}]))
"""
# Entries are named by their content; programs belong to the version.
NO_INPUT = (".cache/", "..", "lossbook/")


def test_rendering_reads_no_file_that_the_key_does_not_know(book):
    shutil.rmtree(book / ".cache/entries/pages")
    done = python("-c", OPENED, root=book)
    assert done.returncode == 0, done.stderr
    found, known = json.loads(done.stdout)
    assert {*found} >= {HOME, PAGE, EQUATIONS, "training/line.md"}
    assert known[HOME]
    assert known[PAGE]
    for page, files in found.items():
        unknown = [file for file in files if not file.startswith(NO_INPUT)]
        assert not unknown, f"{page} shows {unknown}, its key does not know"
