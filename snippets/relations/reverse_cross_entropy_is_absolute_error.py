"""Reverse cross-entropy of a hard label is the absolute error, scaled.

A is the logarithm of the floor.

Source: Wang, Ma, Chen, Luo, Yi, Bailey, Symmetric Cross Entropy for Robust
Learning with Noisy Labels, 2019, arXiv 1908.06112.
"""

import math

import torch
from torch.nn import functional as F

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

torch.manual_seed(0)
logits, target = 2 * torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
p, y = logits.softmax(dim=1), F.one_hot(target, 3)

print(
    symmetric_cross_entropy(logits, target, alpha=0, beta=1, reduction="none")
)
#> tensor([0.2342, 8.8906, 8.9310, 7.3321])
absolute_error = (p - y).abs().sum(dim=1)
print(-math.log(1e-4) / 2 * absolute_error)
#> tensor([0.2342, 8.8906, 8.9310, 7.3321])

# At A = -2 the factor is one.
print(
    symmetric_cross_entropy(
        logits, target, alpha=0, beta=1, floor=math.exp(-2), reduction="none"
    )
)
#> tensor([0.0509, 1.9306, 1.9393, 1.5922])
print(absolute_error)
#> tensor([0.0509, 1.9306, 1.9393, 1.5922])
