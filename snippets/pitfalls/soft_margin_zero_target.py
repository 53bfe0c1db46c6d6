"""nn.SoftMarginLoss with targets 0 and 1: what is 0 teaches nothing."""

import torch
from torch.nn import functional as F

# The second sample is a no, and the model says yes.
logits = torch.tensor([3.0, 3.0], requires_grad=True)
target = torch.tensor([1.0, 0.0])
loss = F.soft_margin_loss(logits, target, reduction="none")
print(loss.detach(), torch.autograd.grad(loss.sum(), logits)[0])
#> tensor([0.0486, 0.6931]) tensor([-0.0474, -0.0000])

# The fix: the loss that is made for 0 and 1.
loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
print(loss.detach(), torch.autograd.grad(loss.sum(), logits)[0])
#> tensor([0.0486, 3.0486]) tensor([-0.0474,  0.9526])
# Or targets 1 and -1.
loss = F.soft_margin_loss(logits, 2 * target - 1, reduction="none")
print(loss.detach())
#> tensor([0.0486, 3.0486])
