"""With a bias of 0 the first steps are about negatives alone."""

import math

import torch
from torch import nn

from snippets.losses.focal_loss import focal_loss

# 10 positives among 10000, and a last layer whose weights are still 0.
features = torch.zeros(10000, 1)
target = torch.zeros(10000)
target[:10] = 1
layer = nn.Linear(1, 1)
nn.init.zeros_(layer.weight)

# Wrong: the usual start, p = 0.5 for all.
nn.init.zeros_(layer.bias)
loss = focal_loss(layer(features).squeeze(1), target, reduction="none")
print(f"p = 0.5: loss {loss.sum():.1f}, of positives {loss[:10].sum():.1f}")
#> p = 0.5: loss 434.1, of positives 1.3

# Right: a start at a small probability, 0.01 as in the paper.
p = 0.01
nn.init.constant_(layer.bias, -math.log((1 - p) / p))
loss = focal_loss(layer(features).squeeze(1), target, reduction="none")
print(f"p = 0.01: loss {loss.sum():.1f}, of positives {loss[:10].sum():.1f}")
#> p = 0.01: loss 33.9, of positives 33.9
