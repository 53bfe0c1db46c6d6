"""Branches are dropped by sample or by batch, and kept in expectation."""

import itertools
import math
from functools import partial

import pytest
import torch
from torch import nn

from snippets.tools.stochastic_depth import (
    StochasticDepth,
    linear_rates,
    stochastic_depth,
)
from tests.snippets.tools.dropping import (
    draws_by_its_generator_alone,
    evaluates_and_keeps_to_the_ends_of_p,
    rounds_once,
)

MODES = ("row", "batch")
in_each_mode = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(autouse=True)
def _seed():
    torch.manual_seed(0)


@in_each_mode
@pytest.mark.parametrize("p", [0.1, 0.3, 0.9])
def test_the_expectation_over_all_draws_is_the_branch(mode, p, monkeypatch):
    branch = torch.randn(3, 2, dtype=torch.float64)
    expected = torch.zeros_like(branch)
    coins = 3 if mode == "row" else 1
    for kept in itertools.product((0, 1), repeat=coins):
        # Just on either side of p, in the shape that is asked for.
        drawn = torch.tensor(kept) * 0.02 - 0.01 + p
        monkeypatch.setattr(torch, "rand", lambda shape, **_: drawn.view(shape))  # noqa: B023
        chance = math.prod(1 - p if each else p for each in kept)
        expected += chance * stochastic_depth(branch, p, mode=mode)
    torch.testing.assert_close(expected, branch, rtol=1e-14, atol=1e-14)


@in_each_mode
def test_what_is_kept_is_divided_by_the_chance_of_that(mode):
    branch = torch.ones(20_000, 1, 2, dtype=torch.float64)
    calls = 1 if mode == "row" else 2000
    rows = branch if mode == "row" else branch[:2]
    y = torch.stack(
        [stochastic_depth(rows, 0.3, mode=mode) for _ in range(calls)]
    )
    assert y.unique().tolist() == pytest.approx([0, 1.42857142857143])
    # Within four standard errors of a share of 0.3.
    share = (y == 0).double().mean()
    error = (0.3 * 0.7 / (20_000 if mode == "row" else 2000)) ** 0.5
    assert share == pytest.approx(0.3, abs=4 * error)


def test_a_row_is_a_sample_and_a_batch_has_one_coin():
    branch = torch.randn(64, 3, 2, 2)
    rows = stochastic_depth(branch, 0.5).flatten(1)
    dropped = (rows == 0).all(1)
    assert torch.equal(rows[~dropped], 2 * branch.flatten(1)[~dropped])
    assert 0 < dropped.sum() < 64
    found = {
        bool((stochastic_depth(branch, 0.5, mode="batch") == 0).all())
        for _ in range(20)
    }
    assert found == {True, False}


@in_each_mode
@pytest.mark.parametrize("p", [0, 0.0, 0.5, 1, 1.0])
def test_evaluation_and_the_ends_of_p(mode, p):
    branch = torch.randn(5, 3, requires_grad=True)
    evaluates_and_keeps_to_the_ends_of_p(
        partial(stochastic_depth, p=p, mode=mode),
        StochasticDepth(p, mode=mode),
        branch,
        p,
    )


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
@pytest.mark.parametrize("p", [0.1, 0.3, 0.9])
def test_half_precision_rounds_once(dtype, p):
    branch = torch.randn(1000, 1).to(dtype)
    rounds_once(stochastic_depth(branch, p), branch, p)


@in_each_mode
def test_a_generator_draws_and_leaves_the_global_one_alone(mode):
    branch = torch.ones(100, 2)
    drop = partial(stochastic_depth, branch, 0.5, mode=mode)
    draws_by_its_generator_alone(
        lambda chance: torch.stack(
            [drop(generator=chance)[:, 0] for _ in range(10)]
        )
    )


def test_it_is_one_graph():
    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.drop = StochasticDepth(0.5)

        def forward(self, x):
            return x + self.drop(x)

    block = torch.compile(Block(), fullgraph=True, backend="eager")
    found = block(torch.ones(200, 3))
    assert found.unique().tolist() == [1, 3]
    assert block.eval()(torch.ones(2, 3)).unique().tolist() == [2]


def test_an_empty_batch_and_a_nan():
    assert stochastic_depth(torch.empty(0, 3), 0.5).shape == (0, 3)
    # Dropping multiplies by 0, as nn.Dropout does: it hides nothing.
    assert stochastic_depth(torch.full((50, 1), torch.nan), 0.5).isnan().all()


@pytest.mark.parametrize(
    ("last", "depth", "wanted"),
    [
        (0.2, 4, [0.05, 0.1, 0.15, 0.2]),
        (0.5, 1, [0.5]),
        (0, 2, [0, 0]),
        (1.0, 2, [0.5, 1.0]),
    ],
)
def test_rates_rise_in_even_steps(last, depth, wanted):
    assert linear_rates(last, depth) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: stochastic_depth(torch.ones(2).int(), 0.1),
            TypeError,
            "int32",
        ),
        (lambda: stochastic_depth(torch.ones(()), 0.1), ValueError, "got none"),
        (lambda: stochastic_depth(torch.ones(2), "1"), TypeError, "got '1'"),
        (lambda: StochasticDepth(True), TypeError, "a number, got True"),
        (lambda: StochasticDepth(1.5), ValueError, r"\[0, 1\], got 1.5"),
        (lambda: StochasticDepth(math.nan), ValueError, "got nan"),
        (lambda: StochasticDepth(0.1, mode="rows"), ValueError, "got 'rows'"),
        (lambda: linear_rates(-0.1, 2), ValueError, r"\[0, 1\], got -0.1"),
        (lambda: linear_rates(0.1, 0), ValueError, "at least 1, got 0"),
    ],
)
def test_what_is_wrong_raises(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_the_module_shows_its_arguments():
    assert repr(StochasticDepth(0.1)) == "StochasticDepth(p=0.1, mode='row')"
