"""Binary cross-entropy from logits, and what each of its arguments does."""

import torch
from torch import nn
from torch.nn import functional as F

torch.set_printoptions(sci_mode=False)
logits = torch.tensor([5.0, 3.0, 10.0, -5.0, -3.0, -10.0])
target = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])

loss = nn.BCEWithLogitsLoss()(logits, target)
print(loss)
#> tensor(0.0184)

# The class wraps the function.
print(F.binary_cross_entropy_with_logits(logits, target))
#> tensor(0.0184)

# One loss a sample, and their sum.
print(nn.BCEWithLogitsLoss(reduction="none")(logits, target))
#> tensor([0.0067, 0.0486, 0.0000, 0.0067, 0.0486, 0.0000])
print(nn.BCEWithLogitsLoss(reduction="sum")(logits, target))
#> tensor(0.1107)

# Targets may lie between 0 and 1. The loss is lowest where the probability
# is the target, and it is not 0 there.
soft = torch.tensor([0.2, 0.5, 0.8])
print(F.binary_cross_entropy_with_logits(torch.logit(soft), soft))
#> tensor(0.5647)

# weight multiplies each loss; "mean" still divides by the number of losses.
weight = torch.tensor([2.0, 2.0, 2.0, 1.0, 1.0, 1.0])
weighted = nn.BCEWithLogitsLoss(weight=weight, reduction="none")
print(weighted(logits, target))
#> tensor([0.0134, 0.0972, 0.0001, 0.0067, 0.0486, 0.0000])
print(nn.BCEWithLogitsLoss(weight=weight)(logits, target))
#> tensor(0.0277)

# pos_weight multiplies the term of y = 1 alone: here the same.
pos_weight = torch.tensor(2.0)
loss = nn.BCEWithLogitsLoss(pos_weight=pos_weight)(logits, target)
print(loss)
#> tensor(0.0277)

# To predict, no sigmoid is needed: p > 0.5 where z > 0.
print((logits > 0).long())
#> tensor([1, 1, 1, 0, 0, 0])
