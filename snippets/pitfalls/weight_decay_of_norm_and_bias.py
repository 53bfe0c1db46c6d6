"""weight_decay on model.parameters() shrinks biases and norm layers too."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.weight_decay_groups import weight_decay_groups

torch.manual_seed(0)
x = torch.randn(500, 3)
y = 10 + 2 * x[:, :1]
print(f"{'target':12}: mean {y.mean():5.2f}, spread {y.std():.2f}")
#> target      : mean 10.08, spread 2.02
for name in ("all decay", "weights only"):
    model = nn.Sequential(nn.Linear(3, 1), nn.BatchNorm1d(1))
    if name == "all decay":
        groups = [{"params": model.parameters(), "weight_decay": 0.5}]
    else:
        groups = weight_decay_groups(model, 0.5)
    optimizer = torch.optim.SGD(groups, lr=0.1)
    for _ in range(40):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()
    prediction = model(x)
    mean, spread = prediction.mean(), prediction.std()
    print(f"{name:12}: mean {mean:5.2f}, spread {spread:.2f}")
    #> all decay   : mean  8.06, spread 1.60
    #> weights only: mean 10.08, spread 1.94
