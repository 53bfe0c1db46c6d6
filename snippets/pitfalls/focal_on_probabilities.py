"""Focal loss from probabilities: wrong value, no gradient at large logits."""

import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss

# One negative that the model takes for a sure positive.
logits = torch.tensor([50.0], requires_grad=True)
target = torch.tensor([0.0])
gamma, alpha = 2.0, 0.25

# Wrong: from probabilities.
p = torch.sigmoid(logits)
p_target = target * p + (1 - target) * (1 - p)
weight = target * alpha + (1 - target) * (1 - alpha)
bce = F.binary_cross_entropy(p, target, reduction="none")
loss = (weight * (1 - p_target) ** gamma * bce).mean()
print(loss.item())
#> 75.0
print(torch.autograd.grad(loss, logits))
#> (tensor([0.]),)

# The cause: p rounded to 1, and log(1 - p) was cut off at -100.
print(p.item() == 1, bce.item())
#> True 100.0

# Right: from logits.
loss = focal_loss(logits, target, gamma=gamma, alpha=alpha)
print(loss.item())
#> 37.5
print(torch.autograd.grad(loss, logits))
#> (tensor([0.7500]),)
