"""The losses that are compiled, as Python runs them."""

import pytest
import torch

from snippets.pitfalls import compiled_every_step as snippet


@pytest.mark.parametrize("start", [0, torch.zeros(())])
def test_the_penalty_grows_with_the_steps(start):
    loss = snippet.Annealed(start)
    # The mean square of ones is 1, and so is the mean of their sizes.
    assert [loss(torch.ones(8)).item() for _ in range(3)] == [2, 3, 4]


def test_what_is_compiled_is_what_python_runs():
    output, weight = torch.tensor([3.0, -1.0]), torch.tensor(0.5)
    loss = snippet.Weighted()
    compiled = torch.compile(loss, backend=snippet.backend)
    assert loss(output, weight) == compiled(output, weight) == 5 + 0.5 * 2
