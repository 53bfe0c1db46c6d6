"""A probability of 0 given as its logarithm makes the loss nan."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, 1.0, 0.0]], requires_grad=True)
target = torch.tensor([[0.8, 0.2, 0.0]])
log_p = logits.log_softmax(1)

# A target of 0 as a probability counts 0, and the gradient is right.
loss = F.kl_div(log_p, target, reduction="batchmean")
print(loss.detach(), torch.autograd.grad(loss, logits, retain_graph=True)[0])
#> tensor(0.1072) tensor([[-0.1348,  0.0447,  0.0900]])

# Symptom: as a logarithm it is -inf, and 0 times inf is nan.
options = {"reduction": "batchmean", "log_target": True}
print(F.kl_div(log_p, target.log(), **options).detach())
#> tensor(nan)

# Fix: keep it a probability, or make the logarithm finite.
log_target = target.log().clamp(min=torch.finfo(target.dtype).min)
loss = F.kl_div(log_p, log_target, **options)
print(loss.detach(), torch.autograd.grad(loss, logits)[0])
#> tensor(0.1072) tensor([[-0.1348,  0.0447,  0.0900]])

# Symptom: a class masked out by -inf, where the target is 0 as well.
mask = torch.tensor([[False, False, True]])
log_p = logits.masked_fill(mask, -torch.inf).log_softmax(1)
print(F.kl_div(log_p, target, reduction="batchmean").detach())
#> tensor(nan)

# Fix: the summand is 0, so any finite value does in the place of -inf.
loss = F.kl_div(log_p.masked_fill(mask, 0.0), target, reduction="batchmean")
print(loss.detach(), torch.autograd.grad(loss, logits)[0])
#> tensor(0.0129) tensor([[-0.0689,  0.0689,  0.0000]])
