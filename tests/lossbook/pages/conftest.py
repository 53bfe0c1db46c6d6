"""The small book, built for an address and a repository of its own."""

from pathlib import Path

import pytest

from tests.conftest import made_once, mkdocs

# As on GitHub Pages, below a path.
ADDRESS = "https://someone.github.io/book/"
REPOSITORY = "https://github.com/someone/book"


@pytest.fixture(scope="session")
def published(built_book, tmp_path_factory) -> Path:
    """The folder of the site that knows where it is and comes from."""

    def build(folder: Path):
        return mkdocs(
            *("build", "--strict", "--site-dir", str(folder)),
            root=built_book,
            SITE_URL=ADDRESS,
            REPO_URL=REPOSITORY,
        )

    return made_once("published", build, tmp_path_factory)
