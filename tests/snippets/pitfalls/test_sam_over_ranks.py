"""One rank among one goes up by the gradient of its samples each way."""

from snippets.pitfalls import sam_over_ranks as snippet
from snippets.tools.run_on_ranks import as_rank


def test_one_rank_among_one(tmp_path):
    halves = [each[:8] for each in (snippet.X, snippet.Y)]
    wanted = snippet.gradient(snippet.linear(), *halves)
    found = as_rank(snippet.three_ways, 0, ranks=1, file=f"{tmp_path}/store")
    assert found == [wanted] * 3
