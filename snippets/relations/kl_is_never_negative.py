"""KL divergence is never negative, though some of its summands are.

As y and p both sum to 1, adding p_k - y_k to each summand adds 0 in all, and
then no summand is negative.
"""

import torch
from torch.nn import functional as F

y = torch.tensor([0.7, 0.2, 0.1])
p = torch.tensor([0.01, 0.29, 0.7])
summands = F.kl_div(p.log(), y, reduction="none")
print(summands, summands.sum())
#> tensor([ 2.9739, -0.0743, -0.1946]) tensor(2.7050)
completed = summands + p - y
print(completed, completed.sum())
#> tensor([2.2839, 0.0157, 0.4054]) tensor(2.7050)

# The same for 1000 random pairs of distributions over 5 classes.
torch.manual_seed(0)
y = torch.randn(1000, 5, dtype=torch.float64).softmax(1)
p = torch.randn(1000, 5, dtype=torch.float64).softmax(1)
summands = F.kl_div(p.log(), y, reduction="none")
print((summands < 0).any(), (summands + p - y < 0).any())
#> tensor(True) tensor(False)
print((summands.sum(1) > 0).all())
#> tensor(True)
