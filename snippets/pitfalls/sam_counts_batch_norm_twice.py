"""SAM and BatchNorm: the second pass counts in the statistics, too."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
x, y = 10 + torch.randn(64, 3), torch.randn(64, 1)


def mean_after_a_step(second_pass):
    """The running mean of the first feature, which is 10, from 0 on."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.BatchNorm1d(3), nn.Linear(3, 1))

    def loss():
        return F.mse_loss(model(x), y)

    loss().backward()
    second_pass(model, loss)
    statistics = model[0]
    return statistics.running_mean[0], statistics.num_batches_tracked


def by_hand(model, loss):
    """Up, a pass, and down again, as it is often written."""
    norm = torch.stack([p.grad.norm() for p in model.parameters()]).norm()
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
    """The fix: the second pass leaves buffers as they were."""
    with sam_ascent(model, rho=0.05):
        loss().backward()


for second_pass in (by_hand, fixed):
    mean, batches = mean_after_a_step(second_pass)
    print(f"{second_pass.__name__}: mean {mean:.2f} after {batches} batches")
    #> by_hand: mean 1.90 after 2 batches
    #> fixed: mean 1.00 after 1 batches
