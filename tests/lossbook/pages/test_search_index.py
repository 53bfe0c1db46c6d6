"""After an edit while serving, search finds what a fresh build would find."""

from tests.conftest import mkdocs, python
from tests.lossbook.test_build import CHAPTER

# Two builds in one process, as `mkdocs serve` makes them.
REBUILT = f"""
import pathlib
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config(site_dir="rebuilt")
config.plugins.on_startup(command="build", dirty=False)
build(config)
chapter = pathlib.Path({CHAPTER!r})
text = chapter.read_text("utf-8")
chapter.write_text(text + "\\n## Sesquipedalian\\n\\nNew.\\n", "utf-8")
build(load_config(site_dir="rebuilt"))
"""
INDEX = "search/search_index.json"


def test_the_index_after_an_edit_is_that_of_a_fresh_build(book):
    done = python("-c", REBUILT, root=book)
    assert done.returncode == 0, done.stdout + done.stderr
    mkdocs("build", "--site-dir", "fresh", root=book)
    found = (book / "rebuilt" / INDEX).read_text("utf-8")
    assert "Sesquipedalian" in found
    assert found == (book / "fresh" / INDEX).read_text("utf-8")
