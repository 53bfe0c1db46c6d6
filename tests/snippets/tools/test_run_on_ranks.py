"""What runs in processes of its own elsewhere runs in this one here."""

from functools import partial
from multiprocessing import Pipe

from snippets.tools.run_on_ranks import _send, as_rank, mean_over_ranks


def test_a_rank_sends_what_its_work_returns(tmp_path):
    reader, writer = Pipe(duplex=False)
    store = f"{tmp_path}/store"
    _send(partial(as_rank, mean_over_ranks, ranks=1, file=store), 0, writer)
    assert reader.recv() == 0.0
