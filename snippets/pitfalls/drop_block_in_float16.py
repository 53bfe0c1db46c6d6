"""A count of what is kept overflows in float16, and the scale becomes 0."""

import torch
from torch.nn import functional as F

from snippets.tools.drop_block import drop_block

torch.manual_seed(0)
maps = torch.ones(8, 64, 14, 14, dtype=torch.float16)
gamma = 1 - (1 - 0.1) ** (1 / 3**2)
begins = torch.rand(8, 64, 16, 16) < gamma
kept = 1 - F.max_pool2d(begins.half(), kernel_size=3, stride=1)

# As in torchvision 0.28: all elements, over the sum of those that are kept.
print(f"{kept.sum().item()} of {kept.numel()} are kept")
#> inf of 100352 are kept
scale = kept.numel() / (1e-6 + kept.sum())
print(f"the largest that comes out is {(maps * kept * scale).max():.2f}")
#> the largest that comes out is 0.00

# The fix: count in float32, or divide by 1 - p, which needs no count.
scale = kept.numel() / kept.sum(dtype=torch.float32)
print(f"counted in float32: {(maps * kept * scale.half()).max():.2f}")
#> counted in float32: 1.12
print(f"over 1 - p: {drop_block(maps, p=0.1, block_size=3).max():.2f}")
#> over 1 - p: 1.11
