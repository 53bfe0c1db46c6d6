"""Ranks with unequal numbers of tokens: the mean of their means is off."""

import torch
import torch.distributed as dist

from snippets.losses.token_cross_entropy import token_cross_entropy
from snippets.tools.run_on_ranks import run_on_ranks

RANDOM = torch.Generator().manual_seed(0)
LOGITS = torch.randn(2, 6, 10, generator=RANDOM)
TOKENS = torch.randint(10, (2, 6), generator=RANDOM)
TOKENS[1, 2:] = -100  # of the second rank


def losses(rank: int) -> list[float]:
    """Two losses, of each the mean over the ranks, as DDP takes it."""
    ranks = dist.get_world_size()
    logits, tokens = LOGITS.chunk(ranks)[rank], TOKENS.chunk(ranks)[rank]
    own = token_cross_entropy(logits, tokens)
    # The fix: the tokens of all ranks, and back what the mean divides by.
    total = (tokens[:, 1:] != -100).sum()
    dist.all_reduce(total)
    fixed = token_cross_entropy(logits, tokens, reduction="sum")
    found = torch.stack([own, fixed * ranks / total])
    dist.all_reduce(found)
    return (found / ranks).tolist()


if __name__ == "__main__":
    for ranks in (1, 2):
        own, fixed = run_on_ranks(losses, ranks)[0]
        print(f"{ranks}: mean of means {own:.4f}, over the total {fixed:.4f}")
        #> 1: mean of means 2.9538, over the total 2.9538
        #> 2: mean of means 3.7486, over the total 2.9538
