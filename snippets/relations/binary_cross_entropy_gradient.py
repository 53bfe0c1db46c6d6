"""The gradient of binary cross-entropy with respect to a logit is p - y.

For the mean of a batch it is divided by the number of samples.
"""

import torch
from torch.nn import functional as F

logits = torch.tensor([-4.0, -1.0, 0.0, 1.0, 4.0], requires_grad=True)
target = torch.tensor([1.0, 0.0, 1.0, 0.3, 1.0])

loss = F.binary_cross_entropy_with_logits(logits, target, reduction="sum")
(gradient,) = torch.autograd.grad(loss, logits)
print(gradient)
#> tensor([-0.9820,  0.2689, -0.5000,  0.4311, -0.0180])
print((torch.sigmoid(logits) - target).detach())
#> tensor([-0.9820,  0.2689, -0.5000,  0.4311, -0.0180])

# The mean of a batch divides by its size.
loss = F.binary_cross_entropy_with_logits(logits, target)
(gradient,) = torch.autograd.grad(loss, logits)
print(gradient * len(logits))
#> tensor([-0.9820,  0.2689, -0.5000,  0.4311, -0.0180])
