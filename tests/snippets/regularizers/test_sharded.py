import multiprocessing

import pytest

from lossbook.paths import ROOT
from tests.conftest import python


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(),
    reason="two processes are started by fork",
)
def test_two_processes_agree_with_one():
    done = python("-m", "tests.snippets.regularizers.sharded", root=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
