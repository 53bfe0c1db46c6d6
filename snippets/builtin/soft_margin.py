"""A tour of nn.SoftMarginLoss: binary cross-entropy for targets 1 and -1."""

import torch
from torch import nn
from torch.nn import functional as F

logits = torch.tensor([2.0, -0.5, -3.0])
target = torch.tensor([1.0, 1.0, -1.0])

print(nn.SoftMarginLoss(reduction="none")(logits, target))
#> tensor([0.1269, 0.9741, 0.0486])
print(nn.SoftMarginLoss()(logits, target))
#> tensor(0.3832)

# Binary cross-entropy has the same value from targets 1 and 0.
loss = F.binary_cross_entropy_with_logits(logits, (target + 1) / 2)
print(loss)
#> tensor(0.3832)

# So has softplus of -y z, without a change of the target.
print(F.softplus(-target * logits).mean())
#> tensor(0.3832)
