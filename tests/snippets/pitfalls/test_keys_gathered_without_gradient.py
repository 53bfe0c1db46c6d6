"""Which gathered keys have the gradient of the whole batch."""

from functools import partial

import pytest
import torch

from snippets.pitfalls import keys_gathered_without_gradient as snippet
from snippets.tools.run_on_ranks import as_rank, run_on_ranks


def test_one_rank_has_nothing_to_gather(tmp_path):
    alone, *others = as_rank(
        snippet.gradients, 0, ranks=1, file=f"{tmp_path}/store"
    )
    for each in others:
        assert each == pytest.approx(alone)


@pytest.mark.parametrize("ranks", [2, 4])
def test_gathered_with_gradient_is_the_whole_batch(ranks):
    ((true, *_),) = run_on_ranks(snippet.gradients, 1)
    for own, detached, gathered in run_on_ranks(snippet.gradients, ranks):
        assert gathered == pytest.approx(true, abs=1e-5)
        for wrong in (own, detached):
            assert wrong != pytest.approx(true, abs=0.1)


def test_a_rank_that_fails_ends_the_run():
    with pytest.raises(EOFError):
        run_on_ranks(partial(_fail_on, 1), 2)


def _fail_on(rank, own):
    if own == rank:
        raise SystemExit("meant to fail")
    return torch.distributed.get_world_size()
