"""Mixup and labels that are missing: soft targets cannot say so."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5], [1.0, 1.0, 0.0]])
target, partner = torch.tensor([0, 2, -100]), torch.tensor([1, 2, 0])
share = 0.3
try:
    F.one_hot(target, 3)
except RuntimeError as error:
    print(error)
    #> Class values must be non-negative.

# The fix: two losses. What is missing counts in neither.
first = F.cross_entropy(logits, target)
second = F.cross_entropy(logits, target[partner])
print(f"{share * first + (1 - share) * second:.4f}")
#> 1.2933

# By hand, and what both of them divide by.
log_p = logits.log_softmax(1)
total = share * (log_p[0, 0] + log_p[1, 2])
total = total + (1 - share) * (log_p[0, 2] + log_p[2, 0])
print(f"{-total / 2:.4f}")
#> 1.2933
