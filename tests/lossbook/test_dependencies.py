import pytest

from lossbook import cache, dependencies, sources
from lossbook.errors import BookError


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setattr(dependencies, "ROOT", tmp_path)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    cache.forget()
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "a.py").write_text(
        "from pkg.b import f\nimport torch", "utf-8"
    )
    (tmp_path / "pkg" / "b.py").write_text("import pkg.c as c\n", "utf-8")
    (tmp_path / "pkg" / "c.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "pkg" / "other.py").write_text("import numpy\n", "utf-8")
    return tmp_path / "pkg"


def test_closure_follows_imports(tree):
    files, packages = dependencies.closure(tree / "a.py")
    assert [file.name for file in files] == ["a.py", "b.py", "c.py"]
    assert packages == ["torch"]


def test_needs_are_what_does_not_come_with_python_or_torch(tree):
    (tree / "c.json").write_text("1", "utf-8")
    (tree / "c.py").write_text(
        'import math\nimport numpy.linalg\nDATA = "pkg/c.json"\n', "utf-8"
    )
    files, packages = dependencies.needs(tree / "a.py")
    assert [file.name for file in files] == ["b.py", "c.json", "c.py"]
    assert packages == ["numpy"]
    assert dependencies.needs(tree / "other.py") == ([], ["numpy"])


def test_digest_changes_with_what_is_imported_and_with_nothing_else(tree):
    before = dependencies.digest(tree / "a.py")
    (tree / "other.py").write_text("import numpy as np\n", "utf-8")
    cache.forget()
    assert dependencies.digest(tree / "a.py") == before
    (tree / "c.py").write_text("x = 2\n", "utf-8")
    cache.forget()
    assert dependencies.digest(tree / "a.py") != before


def test_digest_changes_with_a_version(tree, monkeypatch):
    before = dependencies.digest(tree / "a.py")
    monkeypatch.setattr(dependencies, "installed", lambda _: "0")
    cache.forget()
    assert dependencies.digest(tree / "a.py") != before


def test_digest_changes_with_the_data_that_is_read(tree):
    (tree / "c.py").write_text('DATA = "pkg/c.json"\n', "utf-8")
    (tree / "c.json").write_text("1", "utf-8")
    before = dependencies.digest(tree / "a.py")
    (tree / "c.json").write_text("2", "utf-8")
    cache.forget()
    assert dependencies.digest(tree / "a.py") != before


def test_what_is_not_python_is_named_with_its_line(tree):
    (tree / "b.py").write_text("import pkg.c as c\nx = (\n", "utf-8")
    with pytest.raises(BookError, match=r"^pkg/b\.py:2: '\(' was never closed"):
        dependencies.digest(tree / "a.py")
