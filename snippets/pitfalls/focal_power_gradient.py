"""A power of 1 - p has no gradient at p = 1: NaN for gamma below 1."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss

model = nn.Linear(1, 1)
nn.init.ones_(model.weight)
nn.init.zeros_(model.bias)
samples = torch.tensor([[-1.0], [1.0], [20.0]])
target = torch.ones(3)

# Wrong: stable cross-entropy, but 1 - p is 0 for the third sample.
logits = model(samples).squeeze(1)
bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
loss = ((1 - torch.sigmoid(logits)) ** 0.5 * bce).mean()
loss.backward()
print(loss)
#> tensor(0.4284, grad_fn=<MeanBackward0>)
print(model.weight.grad)
#> tensor([[nan]])

# Right: the power as exp(gamma log(1 - p)).
model.zero_grad()
logits = model(samples).squeeze(1)
loss = focal_loss(logits, target, gamma=0.5, alpha=None)
loss.backward()
print(loss)
#> tensor(0.4284, grad_fn=<MeanBackward0>)
print(model.weight.grad)
#> tensor([[0.1924]])
