"""The CRPS is twice the mean quantile loss, over all levels."""

import torch

from snippets.losses.gaussian_crps_loss import gaussian_crps_loss
from snippets.losses.quantile_loss import quantile_loss

torch.set_default_dtype(torch.float64)
mean, std, target = torch.tensor([[1.0], [0.7], [2.0]])
# A thousand levels, each in the middle of its share.
levels = (torch.arange(1000) + 0.5) / 1000
quantiles = mean + std * torch.special.ndtri(levels)
loss = quantile_loss(quantiles, target.expand(1000), quantile=levels)
print(f"{2 * loss:.4f} {gaussian_crps_loss(mean, std, target):.4f}")
#> 0.6533 0.6533

# Of a certain prediction all quantiles are the mean, and it is |error|.
loss = quantile_loss(mean.expand(1000), target.expand(1000), quantile=levels)
print(f"{2 * loss:.4f} {(target - mean).abs().item():.4f}")
#> 1.0000 1.0000
