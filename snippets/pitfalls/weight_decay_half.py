"""Without the half, an L2 penalty of the same strength decays twice as fast."""

import torch
from torch import nn

from snippets.regularizers.l2_penalty import l2_penalty

model = nn.Linear(1, 1, bias=False)
nn.init.constant_(model.weight, 3.0)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, weight_decay=0.1)
model.weight.grad = torch.zeros(1, 1)
optimizer.step()
print(f"weight_decay=0.1: {model.weight.item():.3f}")
#> weight_decay=0.1: 2.970

penalties = {
    "0.1 w^2": lambda: 0.1 * model.weight.square().sum(),
    "0.1 / 2 w^2": lambda: l2_penalty(model, 0.1),
}
for name, penalty in penalties.items():
    nn.init.constant_(model.weight, 3.0)
    (gradient,) = torch.autograd.grad(penalty(), model.weight)
    print(f"{name}: {(model.weight - 0.1 * gradient).item():.3f}")
    #> 0.1 w^2: 2.940
    #> 0.1 / 2 w^2: 2.970
