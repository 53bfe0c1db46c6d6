"""A tour of nn.PairwiseDistance: the distance of each pair of rows."""

import torch
from torch import nn
from torch.nn import functional as F

a = torch.tensor([[1.0, 2.0, 3.0], [1.0, 0.0, 0.0]])
b = torch.tensor([[1.0, 2.0, 5.0], [0.0, 1.0, 0.0]])

print(nn.PairwiseDistance()(a, b))
#> tensor([2.0000, 1.4142])
# p = 1 adds up the differences, p = infinity takes the largest.
print(nn.PairwiseDistance(p=1)(a, b))
#> tensor([2.0000, 2.0000])
print(nn.PairwiseDistance(p=float("inf"))(a, b))
#> tensor([2.0000, 1.0000])
# The functional form. Here without eps, which is added to the difference.
distance = F.pairwise_distance(a, b, eps=0)
print(distance)
#> tensor([2.0000, 1.4142])

# Row by row; for every row of one with every row of the other: cdist.
print(F.pairwise_distance(a[:, None], b))
#> tensor([[2.0000, 3.3166],
#>         [5.3852, 1.4142]])
print(torch.cdist(a, b))
#> tensor([[2.0000, 3.3166],
#>         [5.3852, 1.4142]])
