"""One rank among one has nobody to drift from."""

import pytest

from snippets.pitfalls import ranks_drift_apart as snippet
from snippets.tools.run_on_ranks import as_rank


def test_one_rank_among_one(tmp_path):
    step, norm, scale = as_rank(
        snippet.all_three, 0, ranks=1, file=f"{tmp_path}/store"
    )
    assert step == [True, True]
    # By hand: the outer product of (1, 2) and (3, 4).
    assert norm == [pytest.approx(11.18, abs=0.005)] * 2
    assert scale[0] == scale[1]
