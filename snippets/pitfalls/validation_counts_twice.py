"""A sampler for two ranks repeats a sample, and its loss counts twice."""

import torch
from torch.utils.data import DistributedSampler

losses = torch.tensor([0.2, 0.1, 0.3, 0.2, 2.0])  # of 5 validation samples
print(f"one process: {losses.mean():.3f}")
#> one process: 0.560

for ranks in (2, 4):
    parts = [
        list(DistributedSampler(losses, ranks, rank, shuffle=False))
        for rank in range(ranks)
    ]
    means = torch.stack([losses[part].mean() for part in parts])
    # The fix: each sample once, and sums and counts over all ranks.
    own = [losses[rank::ranks] for rank in range(ranks)]
    total = sum(part.sum() for part in own) / sum(map(len, own))
    print(f"{ranks} ranks: {parts}, {means.mean():.3f}; fixed {total:.3f}")
    #> 2 ranks: [[0, 2, 4], [1, 3, 0]], 0.500; fixed 0.560
    #> 4 ranks: [[0, 4], [1, 0], [2, 1], [3, 2]], 0.425; fixed 0.560
