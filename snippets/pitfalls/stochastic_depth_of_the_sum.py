"""Stochastic depth on the sum, not on the branch, loses whole samples."""

import torch

from snippets.tools.stochastic_depth import stochastic_depth

torch.manual_seed(0)
x = torch.ones(10_000, 1)
branch = torch.zeros_like  # a branch that has not learnt anything yet


# 8 blocks, each with p = 0.1, on what the branch is added to as well.
y = x
for _ in range(8):
    y = stochastic_depth(y + branch(y), p=0.1)
print(f"{(y == 0).float().mean():.2f} of the samples are 0")
#> 0.57 of the samples are 0
print(f"chance that none of 8 drops: {(1 - 0.1) ** 8:.2f}")
#> chance that none of 8 drops: 0.43

# The fix: drop the branch alone, and then add it.
y = x
for _ in range(8):
    y = y + stochastic_depth(branch(y), p=0.1)
print(f"{(y == 0).float().mean():.2f} of the samples are 0")
#> 0.00 of the samples are 0
