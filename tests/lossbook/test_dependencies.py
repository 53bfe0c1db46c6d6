"""A digest is of all that a script depends on, and of nothing else.

What scripts need, tests/lossbook/export/test_alone.py sees of each snippet.
"""

import pytest

from lossbook import cache, dependencies, sources

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
    more = "1\n" if name == "c.json" else "x = 1\n"
    (folder / name).write_text(FILES[name] + more, "utf-8")
    assert (digest(folder) == before) == (name == "other.py")


@pytest.mark.parametrize("name", ["a.py", "b.py"])
@pytest.mark.parametrize(
    "text",
    ['"""Doc."""\n{}', "{}# It runs.\n", "{}if __name__ == 'main':\n    1\n"],
)
def test_of_what_is_imported_only_what_runs_counts(folder, name, text):
    before = digest(folder)
    (folder / name).write_text(text.format(FILES[name]), "utf-8")
    assert (digest(folder) == before) == (name == "b.py")


def test_digest_changes_with_a_version(folder, monkeypatch):
    before = digest(folder)
    monkeypatch.setattr(dependencies, "installed", lambda _: "0")
    assert digest(folder) != before
