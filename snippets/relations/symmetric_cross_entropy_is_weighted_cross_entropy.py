"""Symmetric cross-entropy's gradient is cross-entropy's, weighted by p_y."""

import math

import torch
from torch.nn import functional as F

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

logits = torch.tensor([[4.0, 0, 0], [0, 0, 0], [0, 4, 0], [0, 10, 0]])
logits.requires_grad_()
target = torch.zeros(4, dtype=torch.int64)

cross_entropy = F.cross_entropy(logits, target, reduction="none")
(of_forward,) = torch.autograd.grad(cross_entropy.sum(), logits)
symmetric = symmetric_cross_entropy(
    logits, target, alpha=1, beta=1, reduction="none"
)
(of_both,) = torch.autograd.grad(symmetric.sum(), logits)

p_y = logits.detach().softmax(dim=1)[:, 0]
print(p_y)
#> tensor([9.6466e-01, 3.3333e-01, 1.7668e-02, 4.5396e-05])
print(of_both[:, 0] / of_forward[:, 0])
#> tensor([9.8849, 4.0701, 1.1627, 1.0004])
print(1 - math.log(1e-4) * p_y)
#> tensor([9.8849, 4.0701, 1.1627, 1.0004])

# The reverse term alone: bounded, and flat on both sides.
reverse = symmetric_cross_entropy(
    logits, target, alpha=0, beta=1, reduction="none"
)
(of_reverse,) = torch.autograd.grad(reverse.sum(), logits)
print(cross_entropy.detach())
#> tensor([ 0.0360,  1.0986,  4.0360, 10.0001])
print(reverse.detach())
#> tensor([0.3255, 6.1402, 9.0476, 9.2099])
print(of_forward[:, 0])
#> tensor([-0.0353, -0.6667, -0.9823, -1.0000])
print(of_reverse[:, 0])
#> tensor([-3.1396e-01, -2.0467e+00, -1.5986e-01, -4.1809e-04])

# Without it, cross-entropy is left.
print(symmetric_cross_entropy(logits, target, alpha=1, beta=0).detach())
#> tensor(3.7927)
print(F.cross_entropy(logits, target).detach())
#> tensor(3.7927)
