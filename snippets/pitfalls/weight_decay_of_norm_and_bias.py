"""weight_decay on model.parameters() shrinks biases and norm layers too."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.weight_decay_groups import weight_decay_groups

torch.manual_seed(0)
x = torch.randn(500, 3)
y = 10 + 2 * x[:, :1]  # what only a bias can give: the 10
for name in ("all parameters", "weights alone"):
    torch.manual_seed(0)
    model = nn.Sequential(nn.BatchNorm1d(3), nn.Linear(3, 1))
    if name == "all parameters":
        groups = [{"params": model.parameters(), "weight_decay": 0.5}]
    else:
        groups = weight_decay_groups(model, 0.5)
    optimizer = torch.optim.SGD(groups, lr=0.1)
    for _ in range(500):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()
    mean, scale = model(x).mean(), model[0].weight.norm()
    print(f"{name}: mean prediction {mean:.2f}, scales' norm {scale:.2f}")
    #> all parameters: mean prediction 11.33, scales' norm 0.92
    #> weights alone: mean prediction 10.19, scales' norm 2.98
