"""What each rank decides, clips or learns by itself differs from rank to rank.

The model is averaged over the ranks, and all that is computed from it agrees.
"""

import math

import torch
from torch import nn
from torch.distributed.fsdp import fully_shard
from torch.nn.parallel import DistributedDataParallel

from snippets.tools.run_on_ranks import run_on_ranks


def skip(rank: int) -> list[bool]:
    """Is this step fine? By the rank's loss, and by the averaged gradient."""
    model = DistributedDataParallel(nn.Linear(2, 1))
    input = torch.tensor([[1.0, (1.0, math.nan)[rank]]])
    loss = model(input).square().mean()
    loss.backward()
    norm = nn.utils.get_total_norm([p.grad for p in model.parameters()])
    return [loss.isfinite().item(), norm.isfinite().item()]


def clip(rank: int) -> list[float]:
    """The norm to clip by: of the rank's shard, and of all shards."""
    model = fully_shard(nn.Linear(2, 2, bias=False))
    output = model(torch.tensor([[3.0, 4.0]]))
    (output * torch.tensor([1.0, 2.0])).sum().backward()
    own = model.weight.grad.to_local().norm()
    norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    return [round(own.item(), 2), round(norm.full_tensor().item(), 2)]


class LearnedScale(nn.Module):
    """A loss with a parameter of its own, and the model inside if there is."""

    def __init__(self, model: nn.Module | None = None) -> None:
        super().__init__()
        self.model, self.scale = model, nn.Parameter(torch.ones(()))

    def forward(self, output, target):
        if self.model is not None:
            output = self.model(output)
        return (self.scale * output - target).square().mean()


def learn(rank: int) -> list[float]:
    """What the loss has learned, beside the wrapped model and inside it."""
    input, target, found = torch.ones(4, 1), torch.full((4, 1), rank + 2.0), []
    for inside in (False, True):
        torch.manual_seed(0)
        model = nn.Linear(1, 1)
        if inside:
            loss = DistributedDataParallel(LearnedScale(model))
            parameters = [*loss.parameters()]
        else:
            model, criterion = DistributedDataParallel(model), LearnedScale()
            parameters = [*model.parameters(), *criterion.parameters()]
        optimizer = torch.optim.SGD(parameters, lr=0.1)
        for _ in range(5):
            optimizer.zero_grad()
            if inside:
                loss(input, target).backward()
            else:
                criterion(model(input), target).backward()
            optimizer.step()
        scale = loss.module.scale if inside else criterion.scale
        found.append(round(scale.item(), 2))
    return found


def all_three(rank: int) -> list[list]:
    """Each by itself and together, on one of the ranks."""
    return [skip(rank), clip(rank), learn(rank)]


if __name__ == "__main__":
    torch.manual_seed(0)
    ranks = run_on_ranks(all_three)
    names = "step is fine", "norm", "scale"
    for name, both in zip(names, zip(*ranks, strict=True), strict=True):
        alone, shared = (list(each) for each in zip(*both, strict=True))
        print(f"{name}: alone {alone}, together {shared}")
        #> step is fine: alone [True, False], together [False, False]
        #> norm: alone [5.0, 10.0], together [11.18, 11.18]
        #> scale: alone [1.15, 1.7], together [1.44, 1.44]
