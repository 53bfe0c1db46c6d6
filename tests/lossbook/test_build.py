"""Builds of damaged and of touched copies of the project.

A fault stops the build with a line that names the file and the way out; a
change executes what depends on it and nothing else.
"""

import re
import socket
from pathlib import Path

import pytest

from lossbook.dependencies import closure
from lossbook.paths import ROOT
from tests.conftest import mkdocs, python

CHAPTER = "docs/custom/focal-loss.md"
SNIPPET = "snippets/losses/focal_loss.py"
FIGURE = "snippets/figures/focal_loss.py"
EXPLORER = "snippets/explorers/focal_loss.py"
TRAINING = "snippets/training/rings.py"


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; return the line on which it stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def refused(project: Path) -> str:
    done = mkdocs("build", "--strict", root=project)
    assert done.returncode != 0
    message = done.stdout + done.stderr
    assert "Traceback" not in message, message
    return message


def test_misspelled_include(project):
    line = edit(
        project / CHAPTER,
        "snippets/losses/focal_loss",
        "snippets/losses/focal_los",
    )
    there = f"{CHAPTER}:{line}: there is no file snippets/losses/focal_los.py"
    assert there in refused(project)


def test_dead_link_in_the_book_that_is_packed(project):
    with (project / CHAPTER).open("a") as chapter:
        chapter.write("\n[there](../losses/none.md)\n")
    done = python("-m", "lossbook.export.offline", root=project)
    assert done.returncode != 0
    assert "none.md" in done.stderr
    assert not (project / "lossbook-offline.zip").exists()


def test_deleted_snippet(project):
    (project / SNIPPET).unlink()
    assert SNIPPET.removesuffix(".py").split("/")[-1] in refused(project)


def test_figure_that_raises(project):
    line = edit(project / FIGURE, "    return figure", "    1 / 0")
    assert f"{FIGURE}:{line}: ZeroDivisionError" in refused(project)


def test_explorer_that_raises(project):
    line = edit(project / EXPLORER, "    return {", "    1 / 0\n    return {")
    assert f"{EXPLORER}:{line}: ZeroDivisionError" in refused(project)


def test_explorer_that_is_not_finite(project):
    edit(
        project / EXPLORER,
        "loss.detach(), gradient",
        "loss.detach() / 0, gradient",
    )
    assert "cross-entropy, y = 1 of Loss at (0, None)" in refused(project)


def test_misspelled_explorer(project):
    edit(project / CHAPTER, "explorer=focal_loss", "explorer=focal_los")
    message = refused(project)
    assert f"{CHAPTER} data-explorer=focal_los: there is no file" in message


def test_figure_without_its_dependency(project):
    edit(project / FIGURE, "import torch\n", "import torch_absent\n")
    message = refused(project)
    assert "No module named 'torch_absent'" in message
    assert "pip install -r requirements.txt" in message


def test_training_that_raises(project):
    line = edit(project / TRAINING, "import torch\n", "import torch; 1 / 0\n")
    assert f"{TRAINING}:{line}: ZeroDivisionError" in refused(project)


def test_latex_error(project):
    line = edit(project / CHAPTER, r"\log p", r"\lgo p")
    message = refused(project)
    assert f"{CHAPTER}:{line}: Undefined control sequence \\lgo" in message


def test_wrong_page_in_the_nav(project):
    edit(project / "mkdocs.yml", "focal-loss.md", "focl-loss.md")
    assert "custom/focl-loss.md" in refused(project)


def test_dead_link(project):
    with (project / CHAPTER).open("a") as chapter:
        chapter.write("\n[there](../losses/none.md)\n")
    message = refused(project)
    assert "custom/focal-loss.md" in message
    assert "none.md" in message


def test_port_in_use():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}")
    assert done.returncode != 0
    message = done.stdout + done.stderr
    assert f"127.0.0.1:{port} is in use" in message
    assert "mkdocs serve -a" in message
    assert "Traceback" not in message


def executed(project: Path) -> tuple[set[str], bool]:
    """Build; return what was made anew, and whether the training ran."""
    cache = project / ".cache"
    before = {*cache.glob("figures/*"), *cache.glob("explorers/*")}
    done = mkdocs("build", "--strict", root=project)
    message = done.stdout + done.stderr
    assert done.returncode == 0, message
    after = {*cache.glob("figures/*"), *cache.glob("explorers/*")}
    made = {
        f"{result.parent.name}/{re.sub(r'-[^-]+$', '', result.stem)}"
        for result in after - before
    }
    return made, "Cache miss" in message


@pytest.fixture
def built(project, site) -> Path:
    """A project whose results are all there."""
    return project


def test_nothing_changed_executes_nothing(built):
    assert executed(built) == (set(), False)


def test_prose_executes_nothing(built):
    edit(built / CHAPTER, "# Focal loss", "# Focal  loss")
    edit(built / "docs/index.md", "a", "á")
    assert executed(built) == (set(), False)


def test_a_snippet_executes_what_uses_it(built):
    for name, trains in (
        ("early_stopping", True),
        ("elastic_net_penalty", False),
    ):
        snippet = f"snippets/regularizers/{name}.py"
        users = {
            f"{script.parent.name}/{script.stem}"
            for folder in ("figures", "explorers")
            for script in (ROOT / "snippets" / folder).glob("*.py")
            if ROOT / snippet in closure(script)[0]
        }
        edit(built / snippet, '"""', '"""A. ')
        assert executed(built) == (users, trains)
