"""Gaussian NLL fits the mean of a sine worse than squared error does.

Fix: beta-NLL, which multiplies each sample's loss by v^beta, a constant.

Source: Seitzer, Tavakoli, Antic, Martius, On the Pitfalls of Heteroscedastic
Uncertainty Estimation with Probabilistic Neural Networks, 2022, arXiv
2203.09168.
"""

import torch
from torch.nn import functional as F

# In float64, or rounding would grow from step to step.
torch.set_default_dtype(torch.float64)
# 8 networks side by side, each of which sees a sine with a little noise.
x = torch.linspace(-2, 2, 50)[:, None]
sine = torch.sin(3 * x)

for name in ("squared error", "Gaussian NLL", "beta-NLL"):
    torch.manual_seed(0)
    y = sine + 0.01 * torch.randn(8, 50, 1)
    parameters = [
        torch.empty(8, rows, columns).uniform_(-bound, bound).requires_grad_()
        for inputs, columns, bound in ((1, 32, 1), (32, 32, 0.2), (32, 2, 0.2))
        for rows in (inputs, 1)
    ]
    a, b, c, d, e, f = parameters
    optimizer = torch.optim.Adam(parameters, lr=0.01)
    for _ in range(400):
        optimizer.zero_grad()
        hidden = torch.tanh(torch.tanh(x @ a + b) @ c + d)
        mean, raw = (hidden @ e + f).chunk(2, dim=-1)
        variance = F.softplus(raw) + 1e-6
        if name == "squared error":
            loss = F.mse_loss(mean, y, reduction="none")
        else:
            loss = F.gaussian_nll_loss(mean, y, variance, reduction="none")
        if name == "beta-NLL":
            loss = variance.detach() ** 0.5 * loss
        # The networks share no weights: this sum trains each by itself.
        loss.mean(dim=(1, 2)).sum().backward()
        optimizer.step()
    distance = (mean - sine).square().mean(dim=(1, 2)).sqrt()
    print(f"{name}: off by {distance.mean():.2f}, worst {distance.max():.2f}")
    #> squared error: off by 0.02, worst 0.05
    #> Gaussian NLL: off by 0.17, worst 0.32
    #> beta-NLL: off by 0.02, worst 0.06
