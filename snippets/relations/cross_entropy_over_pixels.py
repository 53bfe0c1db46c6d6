"""Classes are dimension 1; each further dimension holds more samples.

logits (N, K, d1, d2, ...), target (N, d1, d2, ...)
"""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
logits = torch.randn(2, 3, 4, 5)
target = torch.randint(3, (2, 4, 5))

print(F.cross_entropy(logits, target))
#> tensor(1.3792)
print(F.cross_entropy(logits, target, reduction="none").shape)
#> torch.Size([2, 4, 5])

# The same as a long list of samples.
samples = logits.movedim(1, -1).reshape(-1, 3)
print(samples.shape)
#> torch.Size([40, 3])
print(F.cross_entropy(samples, target.reshape(-1)))
#> tensor(1.3792)
