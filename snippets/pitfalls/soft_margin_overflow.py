"""nn.SoftMarginLoss overflows: a loss of inf, and a gradient of nan."""

import torch
from torch.nn import functional as F

target = torch.ones(1)
for logit in (-88.0, -89.0):
    z = torch.tensor([logit], requires_grad=True)
    loss = F.soft_margin_loss(z, target)
    (gradient,) = torch.autograd.grad(loss, z)
    print(logit, loss.item(), gradient.item())
    #> -88.0 88.0 -1.0
    #> -89.0 inf nan

# The reason: exp(89) is more than float32 can hold.
print(torch.tensor(88.0).exp(), torch.tensor(89.0).exp())
#> tensor(1.6516e+38) tensor(inf)

# The fix: binary cross-entropy, for targets 1 and 0.
loss = F.binary_cross_entropy_with_logits(z, (target + 1) / 2)
print(loss.item(), torch.autograd.grad(loss, z)[0].item())
#> 89.0 -1.0
# Or softplus, which knows that log(1 + exp(89)) is 89.
loss = F.softplus(-target * z).mean()
print(loss.item(), torch.autograd.grad(loss, z)[0].item())
#> 89.0 -1.0
