"""SAM over several ranks: one way up for all, or one for each rank."""

from contextlib import nullcontext

import torch
from torch import nn
from torch.distributed.fsdp import fully_shard
from torch.distributed.tensor import DTensor
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel

from snippets.tools.run_on_ranks import run_on_ranks
from snippets.tools.sam import sam_ascent

RANDOM = torch.Generator().manual_seed(0)
X, Y = torch.randn(16, 3, generator=RANDOM).split((2, 1), dim=1)


def gradient(model: nn.Module, x, y, first=nullcontext) -> list[float]:
    """The gradient by SAM of a linear model's two weights."""
    model.zero_grad()
    with first():
        F.mse_loss(model(x), y).backward()
    with sam_ascent(model, rho=0.5):
        F.mse_loss(model(x), y).backward()
    found = next(model.parameters()).grad
    if isinstance(found, DTensor):
        found = found.full_tensor()
    return [round(each, 3) for each in found[0].tolist()]


def linear() -> nn.Module:
    """The same model each time."""
    torch.manual_seed(0)
    return nn.Linear(2, 1)


def three_ways(rank: int) -> list[list[float]]:
    """Each rank has half of the samples."""
    model = DistributedDataParallel(linear())
    x, y = (each.chunk(2)[rank] for each in (X, Y))
    return [
        gradient(model, x, y),
        # The first gradient is not averaged over the ranks.
        gradient(model, x, y, first=model.no_sync),
        gradient(fully_shard(linear()), x, y),
    ]


if __name__ == "__main__":
    print("one process", gradient(linear(), X, Y))
    #> one process [0.86, 0.07]
    for_all, for_each, sharded = zip(*run_on_ranks(three_ways), strict=True)
    print("one way up for all ranks", *for_all)
    #> one way up for all ranks [0.86, 0.07] [0.86, 0.07]
    print("one for each", *for_each)
    #> one for each [0.803, 0.254] [0.803, 0.254]
    print("with shards", *sharded)
    #> with shards [0.86, 0.07] [0.86, 0.07]
