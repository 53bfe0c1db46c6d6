"""By hand, SAM divides by the norm of the gradient, and that may be 0."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent


def by_hand(model, loss):
    """The way up, as it is often written."""
    norm = nn.utils.get_total_norm([p.grad for p in model.parameters()])
    steps = [0.05 * p.grad / norm for p in model.parameters()]
    with torch.no_grad():
        for p, step in zip(model.parameters(), steps, strict=True):
            p.add_(step)
    model.zero_grad()
    loss().backward()
    with torch.no_grad():
        for p, step in zip(model.parameters(), steps, strict=True):
            p.sub_(step)


def fixed(model, loss):
    """The fix: without a direction there is no way up."""
    with sam_ascent(model, rho=0.05):
        loss().backward()


def weight_after(way):
    """Of one weight, after a batch with a hinge loss of 0."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, 2.0)
    x, target = torch.ones(4, 1), torch.ones(4, 1)

    def loss():
        return F.relu(1 - target * model(x)).mean()

    loss().backward()
    way(model, loss)
    torch.optim.SGD(model.parameters(), lr=0.1).step()
    return model.weight.item()


for way in (by_hand, fixed):
    print(f"{way.__name__}: {weight_after(way)}")
    #> by_hand: nan
    #> fixed: 2.0
