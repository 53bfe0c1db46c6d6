"""One rank stops where its own losses say, with or without the others."""

from functools import partial

import pytest

from snippets.pitfalls import early_stopping_on_several_ranks as snippet
from snippets.tools.run_on_ranks import as_rank


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("rank", [0, 1])
def test_one_rank_among_one(together, rank, tmp_path, monkeypatch):
    losses = snippet.LOSSES[rank]
    monkeypatch.setattr(snippet, "LOSSES", [losses])
    # By hand: two losses in a row no better than the best.
    work = partial(snippet.train, together=together)
    last = as_rank(work, 0, ranks=1, file=f"{tmp_path}/store")
    assert last == (4, 7)[rank]
