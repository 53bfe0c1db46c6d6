"""A page kept from an earlier build is the page a fresh build would make."""

import shutil

from tests.conftest import mkdocs
from tests.lossbook.test_build import CHAPTER, edit


def build(project, folder):
    done = mkdocs("build", "--site-dir", str(folder), root=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def pages(folder):
    return {
        page.relative_to(folder): page.read_bytes()
        for page in folder.rglob("*.html")
    }


def test_kept_pages_are_what_a_fresh_build_makes(project, site, tmp_path):
    kept = project / ".cache/pages"
    build(project, tmp_path / "before")
    before = {path.name for path in kept.iterdir()}
    # The list of snippets shows the title, and so has to notice.
    edit(project / CHAPTER, "# Focal loss", "# Focused loss")
    build(project, tmp_path / "kept")
    after = {path.name for path in kept.iterdir()}
    anew = {name.rpartition("-")[0] for name in after - before}
    assert "custom-focal-loss" in anew
    assert "reference-snippets" in anew
    assert "losses-binary" not in anew
    shutil.rmtree(kept)
    build(project, tmp_path / "fresh")
    assert pages(tmp_path / "kept") == pages(tmp_path / "fresh")


def test_a_warning_is_given_at_every_build(project, site, tmp_path):
    with (project / CHAPTER).open("a") as chapter:
        chapter.write("\n[there](../losses/none.md)\n")
    edit(project / "mkdocs.yml", "strict: true", "strict: false")
    mkdocs("build", "--quiet", "--site-dir", str(tmp_path), root=project)
    for _ in range(2):
        assert "none.md" in build(project, tmp_path / "site")
