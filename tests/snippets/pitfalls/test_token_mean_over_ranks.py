"""The mean over all tokens, on one rank and on two."""

import pytest

from snippets.pitfalls import token_mean_over_ranks as snippet
from snippets.tools.run_on_ranks import as_rank, run_on_ranks


def test_one_rank_has_the_mean(tmp_path):
    own, fixed = as_rank(snippet.losses, 0, ranks=1, file=f"{tmp_path}/store")
    assert own == pytest.approx(fixed)
    for _, over in run_on_ranks(snippet.losses, 2):
        assert over == pytest.approx(fixed)
