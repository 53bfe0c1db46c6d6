"""One function in two sets of weights, one of them far sharper.

Source: Dinh, Pascanu, Bengio, Bengio, Sharp Minima Can Generalize For Deep
Nets, 2017, arXiv 1703.04933.
"""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
x, y = torch.randn(64, 5), torch.randn(64, 1)
model = nn.Sequential(nn.Linear(5, 20), nn.ReLU(), nn.Linear(20, 1))
model[0].bias.data.zero_()
before = model(x)

for factor in (1.0, 20.0):
    with torch.no_grad():
        model[0].weight.mul_(factor)
        model[2].weight.div_(factor)
    loss = F.mse_loss(model(x), y)
    loss.backward()
    with sam_ascent(model, rho=0.05):
        uphill = F.mse_loss(model(x), y)
        uphill.backward()
    model.zero_grad()
    same = torch.allclose(model(x), before, atol=1e-5)
    print(f"same outputs {same}, loss {loss:.2f}, uphill {uphill:.2f}")
    #> same outputs True, loss 1.31, uphill 1.37
    #> same outputs True, loss 1.31, uphill 3.14
