"""Behind a ReLU a unit of zeros has no gradient, unless its bias is above 0."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.proximal_group_lasso import proximal_group_lasso_

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x = torch.randn(100, 4)
for bias in (-0.1, 0.1):
    hidden, last = nn.Linear(4, 3), nn.Linear(3, 1)
    nn.init.constant_(hidden.bias, bias)
    proximal_group_lasso_(hidden.weight, 10.0)  # far too strong
    optimizer = torch.optim.SGD([*hidden.parameters(), *last.parameters()], 0.1)
    for _ in range(100):  # and now without any
        optimizer.zero_grad()
        F.mse_loss(last(hidden(x).relu()), x[:, :1]).backward()
        optimizer.step()
    alive = hidden.weight.any(dim=1).sum()
    print(f"bias {bias}: {alive} of 3 units came back")
    #> bias -0.1: 0 of 3 units came back
    #> bias 0.1: 3 of 3 units came back
