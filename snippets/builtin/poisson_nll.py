"""Poisson negative log-likelihood, nn.PoissonNLLLoss, for counts."""

import torch
from torch import nn
from torch.distributions import Poisson
from torch.nn import functional as F

z = torch.tensor([0.0, 1.0, 2.0], requires_grad=True)
count = torch.tensor([0.0, 3.0, 12.0])

loss = nn.PoissonNLLLoss(reduction="none")(z, count)
print(loss)
#> tensor([  1.0000,  -0.2817, -16.6109], grad_fn=<SubBackward0>)
(gradient,) = torch.autograd.grad(loss.sum(), z)
print(gradient)
#> tensor([ 1.0000, -0.2817, -4.6109])
print(z.detach().exp() - count)
#> tensor([ 1.0000, -0.2817, -4.6109])

# Up to log(y!), which no prediction can change, this is the distribution's.
density = Poisson(z.exp()).log_prob(count)
print(torch.allclose(loss, -density - torch.lgamma(count + 1)))
#> True

# full=True adds Stirling's approximation of log(y!), above y = 1 alone.
full = F.poisson_nll_loss(z, count, full=True, reduction="none")
print(full + density)
#> tensor([ 0.0000, -0.0277, -0.0069], grad_fn=<AddBackward0>)

# log_input=False takes the expected count itself.
print(F.poisson_nll_loss(z.exp(), count, log_input=False, reduction="none"))
#> tensor([  1.0000,  -0.2817, -16.6109], grad_fn=<SubBackward0>)

# The usual call: the mean over the batch.
loss = nn.PoissonNLLLoss()(z, count)
print(loss)
#> tensor(-5.2976, grad_fn=<MeanBackward0>)
