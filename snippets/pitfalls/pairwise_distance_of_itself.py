"""eps is added to the difference: to itself a vector has a distance."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
a, b = torch.rand(2, 1000, dtype=torch.float64)
print(f"{F.pairwise_distance(a, a):.2e}")
#> 3.16e-05
# One way and back differ.
there, back = F.pairwise_distance(a, b), F.pairwise_distance(b, a)
print(f"{abs(there - back):.2e}")
#> 1.14e-06
# And p = 0, which should count the coordinates that differ, counts all.
equal = torch.tensor([1.0, 2.0, 3.0])
print(F.pairwise_distance(equal, equal, p=0))
#> tensor(3.)

# The fix: eps=0. The gradient is 0 where two vectors are equal, and not nan.
a.requires_grad_()
distance = F.pairwise_distance(a, a.detach(), eps=0)
print(distance.detach(), torch.autograd.grad(distance, a)[0].abs().max())
#> tensor(0., dtype=torch.float64) tensor(0., dtype=torch.float64)
print(F.pairwise_distance(equal, equal, p=0, eps=0))
#> tensor(0.)
