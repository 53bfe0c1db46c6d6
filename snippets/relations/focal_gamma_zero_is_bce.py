"""Focal loss with gamma = 0 is cross-entropy, binary and multi-class."""

import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss

logits = torch.tensor([5.0, 3.0, 10.0, -5.0, -3.0, -10.0])
target = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])

print(focal_loss(logits, target, gamma=0, alpha=None))
#> tensor(0.0184)
print(F.binary_cross_entropy_with_logits(logits, target))
#> tensor(0.0184)

# alpha = 0.5 is not None: it halves the loss, on top of what gamma does.
print(focal_loss(logits, target, gamma=0, alpha=0.5))
#> tensor(0.0092)

# With class weights both divide by the sum of the samples' own weights.
logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
target = torch.tensor([0, 2])
weight = torch.tensor([1.0, 1.0, 3.0])

print(multiclass_focal_loss(logits, target, gamma=0))
#> tensor(0.5493)
print(F.cross_entropy(logits, target))
#> tensor(0.5493)
print(multiclass_focal_loss(logits, target, gamma=0, weight=weight))
#> tensor(0.8240)
print(F.cross_entropy(logits, target, weight=weight))
#> tensor(0.8240)
