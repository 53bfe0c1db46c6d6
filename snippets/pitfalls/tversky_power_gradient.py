"""A power below 1 of a loss that is 0 has no gradient."""

import torch

from snippets.losses.tversky_loss import tversky_loss

mask = torch.tensor([[[1.0, 0.0]]])

# Wrong: the mask is found, the loss is 0, and its slope infinite.
logits = torch.tensor([[[20.0, -20.0]]], requires_grad=True)
p = logits.sigmoid()
both = (p * mask).sum()
index = both / (both + 0.3 * (p - p * mask).sum() + 0.7 * (mask.sum() - both))
loss = (1 - index) ** 0.75
loss.backward()
print(loss.item(), logits.grad)
#> 0.0 tensor([[[nan, nan]]])

# Right: the power as the exp of a log, of what is wrong and not 1 less it.
logits.grad = None
loss = tversky_loss(logits, mask, gamma=0.75, smooth=0.0)
loss.backward()
print(f"{loss.item():.1e}", logits.grad)
#> 3.1e-07 tensor([[[-1.6060e-07,  6.8828e-08]]])
