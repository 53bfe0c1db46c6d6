"""The most probable weights minimise loss plus penalty.

Source: Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996, doi
10.1111/j.2517-6161.1996.tb02080.x, whose section 5 has the Laplace prior.
"""

import torch
from torch.distributions import Laplace, Normal
from torch.nn import functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
N, noise, scale = 20, 0.5, 0.1
features = torch.randn(N, 3)
target = features @ torch.tensor([1.0, 0.0, -2.0]) + noise * torch.randn(N)

w = torch.randn(3, requires_grad=True)
prediction = features @ w
log_likelihood = Normal(prediction, noise).log_prob(target).sum()

log_posterior = log_likelihood + Normal(0.0, scale).log_prob(w).sum()
strength = 2 * noise**2 / (N * scale**2)
penalty = w.square().sum() / 2
objective = F.mse_loss(prediction, target) + strength * penalty
print(f"{strength:.4f}")
#> 2.5000
print(*torch.autograd.grad(objective, w, retain_graph=True))
#> tensor([-5.6964, -1.6456,  4.4380])
factor = 2 * noise**2 / N
print(*torch.autograd.grad(-factor * log_posterior, w, retain_graph=True))
#> tensor([-5.6964, -1.6456,  4.4380])

log_posterior = log_likelihood + Laplace(0.0, scale).log_prob(w).sum()
strength = 2 * noise**2 / (N * scale)
objective = F.mse_loss(prediction, target) + strength * w.abs().sum()
print(f"{strength:.4f}")
#> 0.2500
print(*torch.autograd.grad(objective, w, retain_graph=True))
#> tensor([-4.5482, -1.5963,  4.5969])
print(*torch.autograd.grad(-factor * log_posterior, w))
#> tensor([-4.5482, -1.5963,  4.5969])
