"""Logits masked with -inf: inf with label smoothing, nan with soft targets."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, 1.0, 5.0]])
allowed = torch.tensor([[True, True, False]])
target = torch.tensor([0])

masked = logits.masked_fill(~allowed, float("-inf"))
print(F.cross_entropy(masked, target))
#> tensor(0.3133)
print(F.cross_entropy(masked, target, label_smoothing=0.1))
#> tensor(inf)
print(F.cross_entropy(masked, torch.tensor([[0.9, 0.1, 0.0]])))
#> tensor(nan)

# The fix: mask with a large finite number, and smooth over allowed classes.
masked = logits.masked_fill(~allowed, -1e4)
uniform = allowed / allowed.sum(dim=1, keepdim=True)
smooth = 0.9 * F.one_hot(target, num_classes=3) + 0.1 * uniform
print(smooth)
#> tensor([[0.9500, 0.0500, 0.0000]])
print(F.cross_entropy(masked, smooth))
#> tensor(0.3633)
