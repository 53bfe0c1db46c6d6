"""The square root has no gradient at 0, so a perfect fit gives nan.

The loss is the root mean squared error.
"""

import torch
from torch.nn import functional as F

input = torch.tensor([1.0, 2.0], requires_grad=True)
target = torch.tensor([1.0, 2.0])
loss = F.mse_loss(input, target).sqrt()
loss.backward()
print(loss.detach(), input.grad)
#> tensor(0.) tensor([nan, nan])

# The fix: the library's norm, whose gradient at 0 is defined as 0.
input.grad = None
loss = torch.linalg.vector_norm(input - target) / len(input) ** 0.5
loss.backward()
print(loss.detach(), input.grad)
#> tensor(0.) tensor([0., 0.])
# Away from 0 the two agree.
error = torch.tensor([0.3, 0.4])
print(error.square().mean().sqrt())
#> tensor(0.3536)
print(torch.linalg.vector_norm(error) / len(error) ** 0.5)
#> tensor(0.3536)
