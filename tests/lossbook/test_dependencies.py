"""A digest is of all that a script depends on, and of nothing else.

What scripts need, tests/lossbook/export/test_alone.py sees of each snippet.
"""

import pytest

from lossbook import cache, dependencies, sources
from lossbook.errors import BookError

FILES = {
    "a.py": "from pkg.b import f\nimport torch\n",
    "b.py": "import pkg.c as c\n",
    "c.py": 'DATA = "pkg/c.json"\n',
    "c.json": "1\n",
    "other.py": "import numpy\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(dependencies, "ROOT", tmp_path)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    (tmp_path / "pkg").mkdir()
    for name, text in FILES.items():
        (tmp_path / "pkg" / name).write_text(text, "utf-8")
    return tmp_path / "pkg"


def digest(folder) -> str:
    cache.forget()
    return dependencies.digest(folder / "a.py")


@pytest.mark.parametrize("name", FILES)
def test_digest_changes_with_what_is_imported_or_read(folder, name):
    before = digest(folder)
    (folder / name).write_text(f"{FILES[name]}\n", "utf-8")
    assert (digest(folder) == before) == (name == "other.py")


def test_digest_changes_with_a_version(folder, monkeypatch):
    before = digest(folder)
    monkeypatch.setattr(dependencies, "installed", lambda _: "0")
    assert digest(folder) != before


def test_what_is_not_python_is_named_with_its_line(folder):
    (folder / "b.py").write_text("import pkg.c as c\nx = (\n", "utf-8")
    with pytest.raises(BookError, match=r"^pkg/b\.py:2: '\(' was never closed"):
        digest(folder)
