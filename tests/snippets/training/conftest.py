"""Runs the script that a module of tests names, once for all of them."""

import pytest

from tests.snippets.training.ran import ran


@pytest.fixture(scope="module")
def run(request):
    return ran(request.module.NAME)
