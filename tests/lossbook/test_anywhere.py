"""A book is built and served from any folder."""

import pytest

from tests.lossbook.test_build import PITFALL
from tests.served import serving, wait_until


@pytest.fixture
def elsewhere(tmp_path):
    """Another folder, in which nothing is written."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    yield folder
    assert not list(folder.iterdir())


def test_an_edit_while_serving_from_another_folder(book, tmp_path, elsewhere):
    log, settings = tmp_path / "log", f"--config-file={book / 'mkdocs.yml'}"
    with serving(book, log, settings, cwd=elsewhere):
        with (book / PITFALL).open("a", encoding="utf-8") as snippet:
            snippet.write("\n")
        wait_until(lambda: "Reloading browsers" in log.read_text("utf-8"))
