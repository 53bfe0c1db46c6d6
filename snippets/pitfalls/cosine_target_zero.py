"""A target of 0 instead of -1: no error, no loss, no gradient."""

import torch
from torch.nn import functional as F

# Two pairs with similarity 0.8. The second is meant to be pushed apart.
a = torch.tensor([[1.0, 0.0], [1.0, 0.0]], requires_grad=True)
b = torch.tensor([[0.8, 0.6], [0.8, 0.6]])
target = torch.tensor([1, 0])
loss = F.cosine_embedding_loss(a, b, target, reduction="none")
print(loss.detach())
#> tensor([0.2000, 0.0000])
loss.sum().backward()
print(a.grad)
#> tensor([[ 0.0000, -0.6000],
#>         [ 0.0000,  0.0000]])

# The fix: from 0 and 1 to -1 and 1.
a.grad = None
loss = F.cosine_embedding_loss(a, b, 2 * target - 1, reduction="none")
print(loss.detach())
#> tensor([0.2000, 0.8000])
loss.sum().backward()
print(a.grad)
#> tensor([[ 0.0000, -0.6000],
#>         [ 0.0000,  0.6000]])
