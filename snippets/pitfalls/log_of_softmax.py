"""log(softmax(z)): -inf where a probability rounds to 0, and nan gradients."""

import torch
from torch.nn import functional as F

target = torch.tensor([1])
logits = torch.tensor([[200.0, 0.0]], requires_grad=True)

log_probability = torch.log(torch.softmax(logits, dim=1))
print(log_probability.detach())
#> tensor([[0., -inf]])
loss = F.nll_loss(log_probability, target)
print(loss.detach())
#> tensor(inf)
print(torch.autograd.grad(loss, logits)[0])
#> tensor([[nan, nan]])

# A small number inside the log hides it: finite, and no gradient at all.
loss = F.nll_loss(torch.log(torch.softmax(logits, dim=1) + 1e-8), target)
print(f"{loss:.2f}")
#> 18.42
print(torch.autograd.grad(loss, logits)[0].abs())
#> tensor([[0., 0.]])

# The fix: one step from logits to log-probabilities.
log_probability = torch.log_softmax(logits, dim=1)
print(log_probability.detach())
#> tensor([[   0., -200.]])
loss = F.nll_loss(log_probability, target)
print(torch.autograd.grad(loss, logits)[0])
#> tensor([[ 1., -1.]])
