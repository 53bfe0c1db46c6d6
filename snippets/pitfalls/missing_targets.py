"""Targets that are missing: select what counts before the loss, not after."""

import torch
from torch.nn import functional as F

prediction = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
target = torch.tensor([1.5, torch.nan, 2.0])
known = ~target.isnan()

# Wrong: multiplied by 0, and nan times 0 is nan.
each = F.mse_loss(prediction, target, reduction="none")
print((each * known).sum().detach())
#> tensor(nan)

# Wrong too: torch.where hides the value, and not the gradient.
loss = torch.where(known, each, 0).sum() / known.sum()
print(loss.detach(), torch.autograd.grad(loss, prediction)[0])
#> tensor(0.6250) tensor([-0.5000,     nan,  1.0000])

# Right: what is missing never enters.
loss = F.mse_loss(prediction[known], target[known])
print(loss.detach(), torch.autograd.grad(loss, prediction)[0])
#> tensor(0.6250) tensor([-0.5000,  0.0000,  1.0000])

# Right, and of a shape that does not depend on the data: replaced before.
filled = torch.where(known, target, prediction.detach())
loss = F.mse_loss(prediction, filled, reduction="sum") / known.sum()
print(loss.detach(), torch.autograd.grad(loss, prediction)[0])
#> tensor(0.6250) tensor([-0.5000,  0.0000,  1.0000])
