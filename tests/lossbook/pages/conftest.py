"""The small book, built for an address and a repository of its own."""

from pathlib import Path

import pytest

from tests.conftest import build, made_once

# As on GitHub Pages, below a path.
ADDRESS = "https://someone.github.io/book/"
REPOSITORY = "https://github.com/someone/book"


@pytest.fixture(scope="session")
def published(built_book, tmp_path_factory) -> Path:
    """The folder of the site that knows where it is and comes from."""

    def make(folder: Path):
        where = {"SITE_URL": ADDRESS, "REPO_URL": REPOSITORY}
        return build(built_book, "--site-dir", str(folder), **where)

    return made_once("published", make, tmp_path_factory)
