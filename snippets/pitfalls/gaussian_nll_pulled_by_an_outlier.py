"""One far target and a small variance: the gradient of Gaussian NLL."""

import torch
from torch.nn import functional as F

from snippets.losses.gaussian_crps_loss import gaussian_crps_loss

mean = torch.zeros(2, requires_grad=True)
std = torch.ones(2, requires_grad=True)
# A target within reach, and one that somebody mistyped.
target = torch.tensor([1.0, 100.0])
losses = {
    "Gaussian NLL": F.gaussian_nll_loss(
        mean, target, std.square(), reduction="none"
    ),
    "Gaussian CRPS": gaussian_crps_loss(mean, std, target, reduction="none"),
}
for name, loss in losses.items():
    by_mean, by_std = torch.autograd.grad(loss.sum(), (mean, std))
    print(f"{name}: loss {loss[0]:.2f} and {loss[1]:.2f}")
    #> Gaussian NLL: loss 0.50 and 5000.00
    #> Gaussian CRPS: loss 0.60 and 99.44
    print(f"  by the mean {by_mean[0]:.2f} and {by_mean[1]:.2f}")
    #>   by the mean -1.00 and -100.00
    #>   by the mean -0.68 and -1.00
    print(f"  by the std  {by_std[0]:.2f} and {by_std[1]:.2f}")
    #>   by the std  0.00 and -9999.00
    #>   by the std  -0.08 and -0.56

# eps = 1e-6 bounds the variance and not its gradient.
variance = torch.tensor([1e-8], requires_grad=True)
loss = F.gaussian_nll_loss(torch.zeros(1), torch.ones(1), variance)
(gradient,) = torch.autograd.grad(loss, variance)
print(f"{loss:.0f}, {gradient.item():.0e}")
#> 499993, -5e+11
