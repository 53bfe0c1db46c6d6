"""Quantiles that are learnt side by side cross; steps upwards cannot."""

import torch
from torch.nn import functional as F

from snippets.losses.quantile_loss import quantile_loss

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
# The noise fades from left to right, and new samples come from farther right.
x = torch.rand(100, 1)
target = (x + (0.5 - 0.4 * x) * torch.randn(100, 1)).expand(100, 3)
new = torch.linspace(0, 2, 201)[:, None]
levels = torch.tensor([0.25, 0.5, 0.75])


def apart(raw):
    """Three outputs as they are."""
    return raw


def stepwise(raw):
    """The first output, and two steps upwards from it."""
    steps = F.softplus(raw[:, 1:]).cumsum(1)
    return torch.cat([raw[:, :1], raw[:, :1] + steps], 1)


for quantiles in (apart, stepwise):
    w = torch.zeros(2, 3, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=0.05)
    for _ in range(400):
        predicted = quantiles(x @ w[:1] + w[1])
        loss = quantile_loss(predicted, target, quantile=levels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    predicted = quantiles(new @ w[:1] + w[1]).detach()
    crossed = (predicted.diff(dim=1) < 0).any(1).double().mean()
    print(f"{quantiles.__name__}: loss {loss:.3f}, crossed at {crossed:.2f}")
    #> apart: loss 0.111, crossed at 0.43
    #> stepwise: loss 0.111, crossed at 0.00
