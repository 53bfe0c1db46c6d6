"""Stock for nine days in ten: the mean, the mean and a spread, a quantile."""

import torch
from torch import Tensor

from snippets.losses.quantile_loss import quantile_loss

# What a shop sells a day. The warmer it is, the more, and the less certain.
torch.manual_seed(0)
warm = torch.rand(3000, dtype=torch.float64)
sold = 10 + 20 * warm + (2 + 20 * warm) * torch.empty(3000).exponential_()
design = torch.stack([torch.ones_like(warm), warm], 1)
x, y = design[:1000], sold[:1000]

# Both lines start at the least squares.
mean = torch.linalg.lstsq(x, y[:, None]).solution[:, 0]
spread = (y - x @ mean).std()
w = mean.clone().requires_grad_()
optimizer = torch.optim.Adam([w], lr=0.3)
for _ in range(600):
    loss = quantile_loss(x @ w, y, quantile=0.9)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def enough(stock: Tensor) -> str:
    """On which share of 1000 cool days that are new, and of as many warm."""
    right = (stock >= sold)[1000:][warm[1000:].argsort()].double()
    return f"cool {right[:1000].mean():.2f}, warm {right[1000:].mean():.2f}"


print("mean:           ", enough(design @ mean))
#> mean:            cool 0.67, warm 0.62
print("mean and spread:", enough(design @ mean + 1.28 * spread))
#> mean and spread: cool 0.97, warm 0.85
print("quantile:       ", enough(design @ w.detach()))
#> quantile:        cool 0.90, warm 0.90
