"""A saturated sigmoid: loss 100, gradient 0 where it should be 1."""

import torch
from torch.nn import functional as F

target = torch.zeros(3)
logits = torch.tensor([10.0, 50.0, 200.0], requires_grad=True)

probability = torch.sigmoid(logits)
loss = F.binary_cross_entropy(probability, target, reduction="none")
print(loss.detach())
#> tensor([  9.9996, 100.0000, 100.0000])
print(torch.autograd.grad(loss.sum(), logits)[0])
#> tensor([1.0000, 0.0000, 0.0000])

# The formula by hand, without the clamp: infinite, then nan.
probability = torch.sigmoid(logits)
loss = -torch.log(1 - probability)
print(loss.detach())
#> tensor([9.9996,    inf,    inf])
print(torch.autograd.grad(loss.sum(), logits)[0])
#> tensor([1.0000,    nan,    nan])

# The fix: from logits.
loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
print(loss.detach())
#> tensor([ 10.0000,  50.0000, 200.0000])
print(torch.autograd.grad(loss.sum(), logits)[0])
#> tensor([1.0000, 1.0000, 1.0000])
