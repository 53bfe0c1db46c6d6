"""The loop as one rank, as one of two, and as torchrun starts it."""

import runpy
import socket

import pytest

from snippets.relations import real_training as snippet
from snippets.tools.run_on_ranks import as_rank, run_on_ranks


def test_one_rank_among_one(tmp_path):
    own = as_rank(snippet.train, 0, ranks=1, file=f"{tmp_path}/store")
    assert own == pytest.approx([1.6785, 1.2555, 0.9853], abs=1e-3)


def test_two_ranks_train_as_one():
    alone = snippet.train()
    for own in run_on_ranks(snippet.train):
        assert own == pytest.approx(alone, abs=1e-3)


def test_torchrun_says_which_rank_it_is(monkeypatch, capsys):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, value in {
        "TORCHELASTIC_RUN_ID": "0",
        "RANK": "0",
        "WORLD_SIZE": "1",
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
    }.items():
        monkeypatch.setenv(name, value)
    runpy.run_path(snippet.__file__, run_name="__main__")
    assert capsys.readouterr().out.startswith("[1.67")
