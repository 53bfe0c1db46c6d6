"""What the ranks do in processes of their own, where no line is counted."""

import pytest

from snippets.pitfalls import early_stopping_on_several_ranks as snippet


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("rank", [0, 1])
def test_one_rank_among_one(together, rank, tmp_path, monkeypatch):
    losses = snippet.LOSSES[rank]
    monkeypatch.setattr(snippet, "LOSSES", [losses])
    # By hand: two losses in a row no better than the best.
    assert snippet.train(0, str(tmp_path), together) == (4, 7)[rank]
