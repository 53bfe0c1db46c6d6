"""Rare positives: a threshold does what pos_weight does, and costs nothing."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)


def samples():
    """20000 points of the plane, about 2% of them positive."""
    x = torch.randn(20000, 2)
    chance = torch.sigmoid(x @ torch.tensor([1.5, -1.0]) - 5.5)
    return x, torch.bernoulli(chance)


def f1(yes, target):
    """The harmonic mean of precision and recall."""
    return 2 * target[yes].sum() / (yes.sum() + target.sum())


(x, y), (x_valid, y_valid), (x_test, y_test) = (samples() for _ in "123")
cuts = torch.linspace(-6, 6, 241)
pos_weight = (1 - y).sum() / y.sum()
print("            bias   AUC F1, tuned  at 0.5    yes  loss")
#>             bias   AUC F1, tuned  at 0.5    yes  loss
for name, weight in (("plain", None), ("pos_weight", pos_weight)):
    criterion = nn.BCEWithLogitsLoss(pos_weight=weight)
    model = nn.Linear(2, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    for _ in range(1000):
        optimizer.zero_grad()
        criterion(model(x)[:, 0], y).backward()
        optimizer.step()
    with torch.no_grad():
        valid, test = model(x_valid)[:, 0], model(x_test)[:, 0]
    cut = max(cuts, key=lambda cut: f1(valid > cut, y_valid))
    auc = (test[y_test == 1, None] > test[y_test == 0]).double().mean()
    loss = F.binary_cross_entropy_with_logits(test, y_test)
    print(
        f"{name:10}{model.bias.item():6.2f}{auc:6.2f}"
        f"{f1(test > cut, y_test):10.2f}{f1(test > 0, y_test):8.2f}"
        f"{(test > 0).double().mean():7.3f}{loss:6.2f}"
    )
    #> plain      -5.49  0.89      0.27    0.12  0.001  0.06
    #> pos_weight -1.61  0.89      0.28    0.12  0.204  0.42
print(f"pos_weight is {pos_weight:.0f}, and its log {pos_weight.log():.2f}")
#> pos_weight is 52, and its log 3.95
