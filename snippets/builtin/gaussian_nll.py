"""Gaussian negative log-likelihood, nn.GaussianNLLLoss: a number and its doubt.

Source: Nix, Weigend, Estimating the mean and variance of the target
probability distribution, 1994, doi 10.1109/ICNN.1994.374138.
"""

import torch
from torch import nn
from torch.distributions import Normal
from torch.nn import functional as F

prediction = torch.tensor([2.0, 2.0, 2.0])
target = torch.tensor([3.0, 1.0, 4.0])
variance = torch.tensor([0.5, 1.0, 8.0], requires_grad=True)

loss_function = nn.GaussianNLLLoss(reduction="none")
loss = loss_function(prediction, target, variance)
print(loss)
#> tensor([0.6534, 0.5000, 1.2897], grad_fn=<MulBackward0>)

# A step against this gradient raises the variance where e^2 exceeds it,
# leaves it where they are equal, and lowers it where it exceeds e^2.
(gradient,) = torch.autograd.grad(loss.sum(), variance)
print(gradient)
#> tensor([-1.0000,  0.0000,  0.0312])

# The usual call: the mean over the batch.
loss = nn.GaussianNLLLoss()(prediction, target, variance)
print(loss)
#> tensor(0.8144, grad_fn=<MeanBackward0>)

# full=True adds log(2 pi) / 2: the whole density, as the distribution has it.
full = F.gaussian_nll_loss(prediction, target, variance, full=True)
density = Normal(prediction, variance.sqrt()).log_prob(target)
print(full.isclose(-density.mean()).item())
#> True

# The best single variance is the mean squared error.
candidates = torch.arange(0.5, 8.0, 0.25)
losses = [
    F.gaussian_nll_loss(prediction, target, v) for v in candidates[:, None]
]
print(candidates[torch.stack(losses).argmin()], F.mse_loss(prediction, target))
#> tensor(2.) tensor(2.)

# eps = 1e-6 clamps the variance: an exact fit cannot reach minus infinity.
print(F.gaussian_nll_loss(target, target, torch.zeros(3)))
#> tensor(-6.9078)
