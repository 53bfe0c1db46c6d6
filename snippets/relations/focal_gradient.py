"""The gradient of focal loss: autograd gives the closed form."""

import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss

p = torch.tensor([0.01, 0.1, 0.3, 0.5, 0.7, 0.9])
logits = torch.logit(p).requires_grad_()
target = torch.ones_like(p)

# Cross-entropy first, which is focal loss with gamma = 0.
bce = F.binary_cross_entropy_with_logits(logits, target, reduction="sum")
print(torch.autograd.grad(bce, logits)[0])
#> tensor([-0.9900, -0.9000, -0.7000, -0.5000, -0.3000, -0.1000])

loss = focal_loss(logits, target, alpha=None, reduction="sum")
print(torch.autograd.grad(loss, logits)[0])
#> tensor([-1.0606, -1.1020, -0.6970, -0.2983, -0.0719, -0.0029])
print((1 - p) ** 2 * (2 * p * p.log() - (1 - p)))
#> tensor([-1.0606, -1.1020, -0.6970, -0.2983, -0.0719, -0.0029])
