"""A branch that is multiplied by 0 has been computed all the same."""

import torch
from torch import nn

from snippets.tools.stochastic_depth import linear_rates, stochastic_depth

torch.manual_seed(0)
x, rates = torch.randn(16, 8), linear_rates(0.5, depth=10)
blocks = nn.ModuleList(nn.Linear(8, 8) for _ in rates)
calls = []
for block in blocks:
    block.register_forward_hook(lambda *_: calls.append(1))

for _ in range(100):
    y = x
    for block, p in zip(blocks, rates, strict=True):
        y = y + stochastic_depth(block(y), p, mode="batch")
print(f"multiplied by the mask: {len(calls)} calls of 1000")
#> multiplied by the mask: 1000 calls of 1000

# The fix: toss the coin first. It is one for the batch, on the CPU.
calls.clear()
for _ in range(100):
    y = x
    for block, p in zip(blocks, rates, strict=True):
        if torch.rand((), device="cpu") >= p:
            y = y + block(y) / (1 - p)
print(f"left out: {len(calls)} calls of 1000")
#> left out: 742 calls of 1000
print(f"expected: {1000 * (1 - sum(rates) / len(rates)):.0f}")
#> expected: 725
