"""Proximal steps after momentum or after Adam do not solve the Lasso."""

import torch

from snippets.regularizers.proximal_l1 import proximal_l1_

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x = torch.randn(100, 20)
y = x[:, :3].sum(1) + 0.5 * torch.randn(100)
strength = 0.2
SGD, Adam = torch.optim.SGD, torch.optim.Adam
cases = {
    "SGD": (SGD, {"lr": 0.05}, 0.05 * strength),
    "momentum": (SGD, {"lr": 0.05, "momentum": 0.9}, 0.05 * strength),
    "Adam": (Adam, {"lr": 0.01}, 0.01 * strength),
    # The fix: with momentum, steps are 1 / (1 - 0.9) times as long.
    "fixed": (SGD, {"lr": 0.05, "momentum": 0.9}, 0.05 * strength / 0.1),
}
for name, (optimizer_class, options, threshold) in cases.items():
    w = torch.zeros(20, requires_grad=True)
    optimizer = optimizer_class([w], **options)
    for _ in range(2000):
        optimizer.zero_grad()
        ((x @ w - y).square().mean() / 2).backward()
        optimizer.step()
        proximal_l1_(w, threshold)
    # Where w is not 0, a minimum has the loss pull by exactly the strength.
    pull = (x.T @ (y - x @ w) / 100).detach()[w.detach() != 0].abs()
    zeros = (w == 0).sum().item()
    print(f"{name:8}: {zeros:2} zeros, strength {pull.mean():.2f}")
    #> SGD     : 17 zeros, strength 0.20
    #> momentum:  3 zeros, strength 0.02
    #> Adam    :  0 zeros, strength 0.00
    #> fixed   : 17 zeros, strength 0.20
