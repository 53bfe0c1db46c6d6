"""Two GPUs learn another model than one: gathered keys have no gradient."""

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional as F

from snippets.losses.info_nce_loss import info_nce_loss
from snippets.tools.run_on_ranks import run_on_ranks


class Gather(torch.autograd.Function):
    """The keys of all ranks; each rank gets back what all others owe it."""

    @staticmethod
    def forward(ctx, key: Tensor) -> Tensor:
        keys = [torch.empty_like(key) for _ in range(dist.get_world_size())]
        dist.all_gather(keys, key)
        return torch.stack(keys)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> Tensor:
        gradient = gradient.contiguous()
        dist.all_reduce(gradient)
        return gradient[dist.get_rank()]


def gathered(key: Tensor) -> Tensor:
    """Without the class: all_gather fills tensors that have no gradient."""
    keys = Gather.apply(key.detach())
    keys[dist.get_rank()] = key
    return keys


# What is gathered, by name; each rank has half of the 8 pairs.
CONTENDERS = {
    "own keys alone": lambda key: key.unsqueeze(0),
    "gathered": gathered,
    "with gradient": Gather.apply,
}
PAIRS = torch.randn(2, 8, 5, generator=torch.Generator().manual_seed(0))


def gradients(rank: int) -> list[list[float]]:
    """Of the tower of the keys: the mean over the ranks, as DDP takes it."""
    ranks, found = dist.get_world_size(), []
    query, key = (pairs.chunk(ranks)[rank] for pairs in PAIRS)
    for gather in CONTENDERS.values():
        tower = torch.eye(5, requires_grad=True)
        keys = gather(key @ tower)
        # This rank's keys come first, for its queries.
        keys = keys.roll(-rank if len(keys) > 1 else 0, dims=0).flatten(0, 1)
        info_nce_loss(query, keys).backward()
        dist.all_reduce(tower.grad)
        found.append((tower.grad / ranks).flatten().tolist())
    return found


if __name__ == "__main__":
    on_two, (on_one,) = (run_on_ranks(gradients, ranks)[:1] for ranks in (2, 1))
    true = torch.tensor(on_one[0])
    for name, gradient in zip(CONTENDERS, torch.tensor(on_two[0]), strict=True):
        cosine = F.cosine_similarity(gradient, true, dim=0)
        length = gradient.norm() / true.norm()
        print(f"{name:14}: cosine {cosine:.2f} with it, length {length:.2f}")
        #> own keys alone: cosine 0.70 with it, length 0.61
        #> gathered      : cosine 0.87 with it, length 0.90
        #> with gradient : cosine 1.00 with it, length 1.00
