"""The square root has no gradient at 0, so a group of zeros gives nan."""

import torch

weight = torch.tensor([[3.0, 4.0], [0.0, 0.0]], requires_grad=True)
penalty = weight.square().sum(dim=1).sqrt().sum()
penalty.backward()
print(penalty.detach(), weight.grad)
#> tensor(5.) tensor([[0.6000, 0.8000],
#>         [   nan,    nan]])

# The fix: the library's norm, whose gradient at 0 is defined as 0.
weight.grad = None
penalty = torch.linalg.vector_norm(weight, dim=1).sum()
penalty.backward()
print(penalty.detach(), weight.grad)
#> tensor(5.) tensor([[0.6000, 0.8000],
#>         [0.0000, 0.0000]])
