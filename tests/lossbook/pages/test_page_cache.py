"""A page kept from an earlier build is the page a fresh build would make."""

import shutil

from tests.conftest import mkdocs
from tests.lossbook.test_build import CHAPTER, edit


def build(book, folder):
    done = mkdocs("build", "--site-dir", str(folder), root=book)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def pages(folder):
    return {
        page.relative_to(folder): page.read_bytes()
        for page in folder.rglob("*.html")
    }


def test_kept_pages_are_what_a_fresh_build_makes(book, tmp_path):
    kept = book / ".cache/pages"
    build(book, tmp_path / "before")
    before = {path.name for path in kept.iterdir()}
    # The list of snippets shows the title, and so has to notice.
    edit(book / CHAPTER, "# Half the square", "# Half of the square")
    build(book, tmp_path / "kept")
    after = {path.name for path in kept.iterdir()}
    anew = {name.rpartition("-")[0] for name in after - before}
    assert "regression-half-square" in anew
    assert "index" in anew
    assert "training-line" not in anew
    shutil.rmtree(kept)
    build(book, tmp_path / "fresh")
    assert pages(tmp_path / "kept") == pages(tmp_path / "fresh")


def test_a_warning_is_given_at_every_build(book, tmp_path):
    with (book / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n[there](none.md)\n")
    edit(book / "book.yml", "strict: true", "strict: false")
    mkdocs("build", "--quiet", "--site-dir", str(tmp_path), root=book)
    for _ in range(2):
        assert "none.md" in build(book, tmp_path / "site")
