"""A tour of nn.MarginRankingLoss: one score is to be above the other."""

import torch
from torch import nn
from torch.nn import functional as F

# The first score is to be higher in the first pair, lower in the others.
first = torch.tensor([0.3, 0.9, -0.2])
second = torch.tensor([0.5, 0.1, 0.4])
target = torch.tensor([1, -1, -1])

print(nn.MarginRankingLoss(reduction="none")(first, second, target))
#> tensor([0.2000, 0.8000, 0.0000])
# The margin asks for a gap, too.
loss = nn.MarginRankingLoss(margin=1.0)(first, second, target)
print(loss)
#> tensor(1.1333)
each = F.margin_ranking_loss(
    first, second, target, margin=1.0, reduction="none"
)
print(each)
#> tensor([1.2000, 1.8000, 0.4000])

# Only the difference counts. And each pair may be written either way.
print(F.margin_ranking_loss(first + 7, second + 7, target, margin=1.0))
#> tensor(1.1333)
print(F.margin_ranking_loss(second, first, -target, margin=1.0))
#> tensor(1.1333)
# Smooth, and without a margin: binary cross-entropy of the difference.
difference = target * (first - second)
print(F.binary_cross_entropy_with_logits(difference, torch.ones(3)))
#> tensor(0.8022)
