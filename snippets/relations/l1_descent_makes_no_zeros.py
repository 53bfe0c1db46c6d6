"""L1 by gradient descent makes small weights, by proximal steps zeros."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_

torch.manual_seed(0)
x = torch.randn(200, 50)
y = x[:, :5].sum(1, keepdim=True) + torch.randn(200, 1)  # 5 of 50 matter
lr, strength = 0.05, 0.5

descent = nn.Linear(50, 1)
proximal = nn.Linear(50, 1)
proximal.load_state_dict(descent.state_dict())
for _ in range(1000):
    loss = F.mse_loss(descent(x), y) + l1_penalty(descent, strength)
    loss.backward()
    loss = F.mse_loss(proximal(x), y)
    loss.backward()
    with torch.no_grad():
        for parameter in [*descent.parameters(), *proximal.parameters()]:
            parameter -= lr * parameter.grad
            parameter.grad = None
    proximal_l1_(proximal.weight, lr * strength)

for name, model in {"descent": descent, "proximal": proximal}.items():
    size = model.weight.detach().abs()
    zeros = (size == 0).sum().item()
    small = (size <= lr * strength).sum().item()
    print(f"{name:8}: {zeros:2} zeros, {small:2} of 50 at most lr * strength")
    #> descent :  0 zeros, 45 of 50 at most lr * strength
    #> proximal: 45 zeros, 45 of 50 at most lr * strength
small = descent.weight.abs() <= lr * strength
print("the same ones:", small.equal(proximal.weight == 0))
#> the same ones: True
