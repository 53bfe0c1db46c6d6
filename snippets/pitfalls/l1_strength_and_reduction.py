"""A summed loss makes the same L1 strength weaker, by the batch size."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.proximal_l1 import proximal_l1_

torch.manual_seed(0)
x = torch.randn(64, 20)
y = x[:, :3].sum(1, keepdim=True) + torch.randn(64, 1)
cases = {
    "mean": ("mean", 0.1, 0.5),
    "sum": ("sum", 0.1 / 64, 0.5),
    "sum, fixed": ("sum", 0.1 / 64, 0.5 * 64),
}
for name, (reduction, lr, strength) in cases.items():
    model = nn.Linear(20, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(500):
        optimizer.zero_grad()
        F.mse_loss(model(x), y, reduction=reduction).backward()
        optimizer.step()
        proximal_l1_(model.weight, lr * strength)
    zeros = (model.weight == 0).sum().item()
    largest = model.weight.abs().max().item()
    print(
        f"{name:10}: {zeros:2} of 20 weights are 0, the largest {largest:.2f}"
    )
    #> mean      : 17 of 20 weights are 0, the largest 0.82
    #> sum       :  0 of 20 weights are 0, the largest 1.32
    #> sum, fixed: 17 of 20 weights are 0, the largest 0.82
