"""Double sigmoid: the loss cannot fall below log(1 + exp(-1))."""

import torch
from torch import nn

torch.manual_seed(0)
features = torch.randn(200, 2)
target = (features.sum(dim=1) > 0).float()

criterion = nn.BCEWithLogitsLoss()
double = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
single = nn.Sequential(nn.Linear(2, 1))
for name, model in (("double", double), ("single", single)):
    optimizer = torch.optim.SGD(model.parameters(), lr=10.0)
    for _ in range(300):
        optimizer.zero_grad()
        loss = criterion(model(features).squeeze(1), target)
        loss.backward()
        optimizer.step()
    print(f"{name}: loss {loss:.2f}")
    #> double: loss 0.50
    #> single: loss 0.04

# A model that is certain and right: the second sigmoid makes 0.73 of 1 and
# 0.5 of 0.
certain = torch.tensor([1.0, 0.0])
print(torch.sigmoid(certain))
#> tensor([0.7311, 0.5000])
each = nn.BCEWithLogitsLoss(reduction="none")(certain, certain)
print(each)
#> tensor([0.3133, 0.6931])
print(torch.log(1 + torch.exp(-certain[0])))
#> tensor(0.3133)
print(each.mean())
#> tensor(0.5032)
