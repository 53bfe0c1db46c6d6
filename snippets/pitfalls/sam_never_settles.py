"""SAM at a constant learning rate goes to and fro across the minimum."""

import torch
from torch import nn

from snippets.tools.sam import sam_ascent


def path(rho, falls):
    """The last two of 101 weights, where the loss is 5 times the square."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    x = torch.ones(1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    end = 0.0 if falls else 1.0
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, end, 100)
    weights = []
    for _ in range(100):
        (5 * model(x).square()).backward()
        with sam_ascent(model, rho=rho):
            (5 * model(x).square()).backward()
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        weights.append(model.weight.item())
    return weights[-2:]


for rho, falls in ((0.0, False), (0.1, False), (0.1, True)):
    before, last = path(rho, falls)
    print(f"rho {rho}, rate falls {falls}: {before:.4f} {last:.4f}")
    #> rho 0.0, rate falls False: 0.0000 0.0000
    #> rho 0.1, rate falls False: 0.0333 -0.0333
    #> rho 0.1, rate falls True: 0.0004 -0.0001
