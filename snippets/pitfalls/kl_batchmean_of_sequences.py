"""The reduction "batchmean" divides by the first size, whatever it counts."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
log_p = torch.randn(2, 50, 4).log_softmax(2)  # 2 sequences of 50 positions
target = torch.randn(2, 50, 4).softmax(2)

# The sum over 50 positions, averaged over 2 sequences.
print(F.kl_div(log_p, target, reduction="batchmean"))
#> tensor(30.2453)

# Fix: make every position a row.
print(
    F.kl_div(log_p.flatten(0, 1), target.flatten(0, 1), reduction="batchmean")
)
#> tensor(0.6049)

# A single distribution without a batch: divided by its 4 classes.
log_p, target = log_p[0, 0], target[0, 0]
print(F.kl_div(log_p, target, reduction="batchmean"))
#> tensor(0.0897)

# Fix: give it a batch of 1, or take the sum.
print(F.kl_div(log_p[None], target[None], reduction="batchmean"))
#> tensor(0.3589)
print(F.kl_div(log_p, target, reduction="sum"))
#> tensor(0.3589)
