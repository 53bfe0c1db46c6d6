"""Blocks are dropped with probability p at every element of a map."""

import itertools
import math
from functools import partial

import pytest
import torch
from torch import nn

from snippets.tools.drop_block import DropBlock, drop_block
from tests.snippets.tools.dropping import (
    draws_by_its_generator_alone,
    evaluates_and_keeps_to_the_ends_of_p,
    rounds_once,
)


@pytest.fixture(autouse=True)
def _seed():
    torch.manual_seed(0)


@pytest.mark.parametrize(
    ("size", "block_size"),
    [((2, 2), 2), ((1, 3), 2), ((3, 3), 1), ((1, 1), 3), ((1, 2), 3)],
)
@pytest.mark.parametrize("p", [0.1, 0.5])
def test_the_expectation_over_all_draws_is_the_map(
    size, block_size, p, monkeypatch
):
    """Every set of places at which blocks begin, by its probability."""
    maps = torch.randn(1, 1, *size, dtype=torch.float64)
    height, width = (length + block_size - 1 for length in size)
    gamma = 1 - (1 - p) ** (1 / block_size**2)
    expected = torch.zeros_like(maps)
    dropped = torch.zeros_like(maps)
    drawn = torch.empty(1, 1, height, width)

    def rand(*shape, **_):
        assert shape == drawn.shape
        return drawn

    monkeypatch.setattr(torch, "rand", rand)
    for begins in itertools.product((0, 1), repeat=height * width):
        drawn.copy_(1.0 - torch.tensor(begins).view_as(drawn))
        number = sum(begins)
        chance = gamma**number * (1 - gamma) ** (len(begins) - number)
        y = drop_block(maps, p, block_size)
        expected += chance * y
        dropped += chance * (y == 0)
    torch.testing.assert_close(expected, maps, rtol=1e-12, atol=1e-12)
    torch.testing.assert_close(dropped, torch.full_like(maps, p))


@pytest.mark.parametrize(("p", "block_size"), [(0.1, 3), (0.1, 7), (0.5, 3)])
def test_the_share_is_the_same_at_the_edge(p, block_size):
    zeros = drop_block(torch.ones(500, 64, 14, 14), p, block_size) == 0
    share = zeros.double().mean((0, 1))
    # Within five standard errors of 32000 draws.
    error = math.sqrt(p * (1 - p) / 32_000)
    assert (share - p).abs().max() < 5 * error


def test_what_is_dropped_is_a_union_of_blocks():
    zeros = drop_block(torch.ones(4, 3, 12, 9), 0.3, block_size=4) == 0
    zeros = nn.functional.pad(zeros, [3] * 4, value=True)
    blocks = zeros.unfold(2, 4, 1).unfold(3, 4, 1).all(-1).all(-1)
    covered = torch.zeros_like(zeros)
    for sample, channel, row, column in blocks.nonzero().tolist():
        covered[sample, channel, row : row + 4, column : column + 4] = True
    assert torch.equal(covered[..., 3:-3, 3:-3], zeros[..., 3:-3, 3:-3])
    assert 0 < zeros[..., 3:-3, 3:-3].double().mean() < 1


def test_channels_have_masks_of_their_own():
    y = drop_block(torch.ones(2, 8, 14, 14), 0.3, block_size=5)
    masks = (y == 0).flatten(0, 1).flatten(1)
    assert len(masks.unique(dim=0)) == 16


@pytest.mark.parametrize("block_size", [1, 4, 7])
@pytest.mark.parametrize("p", [0, 0.0, 0.5, 1, 1.0])
def test_evaluation_and_the_ends_of_p(block_size, p):
    maps = torch.randn(2, 3, 6, 5, requires_grad=True)
    evaluates_and_keeps_to_the_ends_of_p(
        partial(drop_block, p=p, block_size=block_size),
        DropBlock(p, block_size),
        maps,
        p,
    )


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_has_the_share_and_rounds_once(dtype):
    """More is kept than the largest number of float16."""
    maps = torch.randn(16, 64, 14, 14).to(dtype)
    y = drop_block(maps, 0.1, block_size=7)
    rounds_once(y, maps, 0.1)
    assert (y == 0).double().mean() == pytest.approx(0.1, abs=0.01)


def test_a_generator_draws_and_leaves_the_global_one_alone():
    maps = torch.ones(2, 3, 9, 9)
    draws_by_its_generator_alone(
        lambda chance: drop_block(maps, 0.5, 3, generator=chance)
    )


def test_it_is_one_graph():
    block = torch.compile(DropBlock(0.5, 3), fullgraph=True, backend="eager")
    maps = torch.ones(4, 8, 9, 9)
    assert block(maps).unique().tolist() == [0, 2]
    assert torch.equal(block.eval()(maps), maps)


def test_an_empty_batch_and_a_nan():
    assert drop_block(torch.empty(0, 3, 9, 9), 0.5).shape == (0, 3, 9, 9)
    nans = drop_block(torch.full((2, 3, 9, 9), torch.nan), 0.5, 3)
    assert nans.isnan().all()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: drop_block(torch.ones(1, 1, 2, 2).int(), 0.1),
            TypeError,
            "32",
        ),
        (lambda: drop_block(torch.ones(3, 4, 4), 0.1), ValueError, r"3, 4, 4"),
        (lambda: DropBlock("1"), TypeError, "a number, got '1'"),
        (lambda: DropBlock(False), TypeError, "a number, got False"),
        (lambda: DropBlock(-0.1), ValueError, r"\[0, 1\], got -0.1"),
        (lambda: DropBlock(math.nan), ValueError, "got nan"),
        (lambda: DropBlock(0.1, 3.0), TypeError, "an int, got 3.0"),
        (lambda: DropBlock(0.1, True), TypeError, "an int, got True"),
        (lambda: DropBlock(0.1, 0), ValueError, "at least 1, got 0"),
    ],
)
def test_what_is_wrong_raises(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_the_module_shows_its_arguments():
    assert repr(DropBlock(0.1)) == "DropBlock(p=0.1, block_size=7)"
