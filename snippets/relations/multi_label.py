"""Multi-label classification: one binary cross-entropy for each label."""

import torch
from torch import nn
from torch.nn import functional as F

# Three pictures; the labels are "beach", "dog", "night". Each may hold.
logits = torch.tensor([[2.0, 1.0, -3.0], [-1.0, 3.0, 0.5], [0.0, -2.0, 4.0]])
target = torch.tensor([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

loss = nn.BCEWithLogitsLoss()(logits, target)
print(loss)
#> tensor(0.2959)

# The same as a binary problem for each label, averaged.
columns = [
    F.binary_cross_entropy_with_logits(logits[:, k], target[:, k])
    for k in range(3)
]
print(torch.stack(columns).mean())
#> tensor(0.2959)

# pos_weight has one entry for each label: here negatives over positives.
positives = target.sum(dim=0)
pos_weight = (len(target) - positives) / positives
print(pos_weight)
#> tensor([2.0000, 0.5000, 2.0000])
loss = nn.BCEWithLogitsLoss(pos_weight=pos_weight)(logits, target)
print(loss)
#> tensor(0.2919)

# Each label has its own threshold; the probabilities need not sum to 1.
print(torch.sigmoid(logits).sum(dim=1))
#> tensor([1.6593, 1.8440, 1.6012])
print((logits > 0).long())
#> tensor([[1, 1, 0],
#>         [0, 1, 1],
#>         [0, 0, 1]])
