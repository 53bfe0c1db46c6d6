"""One prediction, and four numbers that are called its Brier score."""

import torch
from sklearn.metrics import brier_score_loss
from torch.nn import functional as F

p = torch.tensor([[0.2, 0.8]], dtype=torch.float64)
y = torch.tensor([1])
one_hot = F.one_hot(y, 2).double()

print(f"over the classes: {(p - one_hot).square().sum(dim=1).mean():.2f}")
#> over the classes: 0.08
print(f"of one class:     {(p[:, 1] - y).square().mean():.2f}")
#> of one class:     0.04
print(f"F.mse_loss:       {F.mse_loss(p, one_hot):.2f}")
#> F.mse_loss:       0.04
theirs = brier_score_loss(y, p[:, 1], labels=[0, 1])
print(f"scikit-learn:     {theirs:.2f}")
#> scikit-learn:     0.04

# With three classes, which scikit-learn does not halve:
p = torch.tensor([[0.1, 0.7, 0.2]], dtype=torch.float64)
one_hot = F.one_hot(y, 3).double()
print(f"over the classes: {(p - one_hot).square().sum(dim=1).mean():.2f}")
#> over the classes: 0.14
print(f"F.mse_loss:       {F.mse_loss(p, one_hot):.4f}")
#> F.mse_loss:       0.0467
theirs = brier_score_loss(y, p, labels=[0, 1, 2])
print(f"scikit-learn:     {theirs:.2f}")
#> scikit-learn:     0.14
