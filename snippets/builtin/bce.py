"""Binary cross-entropy from probabilities, which clamps its logarithms."""

import torch
from torch import nn
from torch.nn import functional as F

logits = torch.tensor([5.0, 3.0, 10.0, -5.0, -3.0, -10.0])
target = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
probability = torch.sigmoid(logits)

loss = nn.BCELoss()(probability, target)
print(loss)
#> tensor(0.0184)
print(F.binary_cross_entropy(probability, target))
#> tensor(0.0184)
print(nn.BCEWithLogitsLoss()(logits, target))
#> tensor(0.0184)

# weight multiplies each loss, as with logits. There is no pos_weight.
weight = torch.tensor([2.0, 2.0, 2.0, 1.0, 1.0, 1.0])
print(nn.BCELoss(weight=weight)(probability, target))
#> tensor(0.0277)

# A probability of exactly 0 for y = 1 would cost infinity. It costs 100.
sure = torch.tensor([0.0, 1e-30, 1e-4])
print(torch.log(sure))
#> tensor([    -inf, -69.0776,  -9.2103])
print(F.binary_cross_entropy(sure, torch.ones(3), reduction="none"))
#> tensor([100.0000,  69.0776,   9.2103])

# For y = 0 nothing lies between the cost of the float32 next below 1, and 100.
one = torch.tensor(1.0)
below = torch.nextafter(one, torch.tensor(0.0))
sure = torch.stack([below, one])
print(F.binary_cross_entropy(sure, torch.zeros(2), reduction="none"))
#> tensor([ 16.6355, 100.0000])
