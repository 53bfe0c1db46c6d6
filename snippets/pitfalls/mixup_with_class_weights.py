"""Class weights and mixup: the soft form does not divide by the weights."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5]])
target, partner = torch.tensor([0, 2]), torch.tensor([1, 0])
weight, share = torch.tensor([1.0, 2.0, 5.0]), 0.3

first = F.cross_entropy(logits, target, weight=weight)
second = F.cross_entropy(logits, target[partner], weight=weight)
print(share * first + (1 - share) * second)
#> tensor(1.8152)

one_hot = F.one_hot(target, 3)
soft = share * one_hot + (1 - share) * one_hot[partner]
print(F.cross_entropy(logits, soft, weight=weight))
#> tensor(5.4455)
print(weight[target].mean())
#> tensor(3.)

# The fix, if it must be soft targets: divide by the weights that were used.
total = F.cross_entropy(logits, soft, weight=weight, reduction="sum")
print(total / (soft @ weight).sum())
#> tensor(1.8152)
