"""Summed losses need another learning rate under SGD, but not under Adam."""

import torch
from torch.nn import functional as F
from torch.optim import SGD, Adam, AdamW

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x = torch.randn(50, 3)
target = x @ torch.tensor([1.0, -2.0, 3.0]) + 0.5 * torch.randn(50)


def train(optimizer_class, reduction, strength=0.0, **settings):
    """The mean squared error after 100 steps."""
    w = torch.zeros(3, requires_grad=True)
    optimizer = optimizer_class([w], **settings)
    for _ in range(100):
        loss = F.mse_loss(x @ w, target, reduction=reduction)
        penalty = w.square().sum() / 2
        optimizer.zero_grad()
        (loss + strength * penalty).backward()
        optimizer.step()
    return F.mse_loss(x @ w, target).item()


# Settings with the mean, and with the sum, which is 50 times as large.
penalty = {"lr": 0.05, "strength": 1.0}
stronger = {"lr": 0.05, "strength": 50.0}
decay = {"lr": 0.05, "weight_decay": 0.1}
rows = {
    "SGD": (SGD, {"lr": 0.002}, {"lr": 0.002}),
    "SGD, rate / 50 for the sum": (SGD, {"lr": 0.1}, {"lr": 0.002}),
    "Adam": (Adam, {"lr": 0.05}, {"lr": 0.05}),
    "Adam, with a penalty": (Adam, penalty, penalty),
    "Adam, penalty * 50 for the sum": (Adam, penalty, stronger),
    "AdamW, with weight decay": (AdamW, decay, decay),
}
print("                               mean   sum")
#>                                mean   sum
for name, (optimizer_class, of_mean, of_sum) in rows.items():
    mean = train(optimizer_class, "mean", **of_mean)
    total = train(optimizer_class, "sum", **of_sum)
    print(f"{name:30}{mean:6.2f}{total:6.2f}")
    #> SGD                             6.66  0.26
    #> SGD, rate / 50 for the sum      0.26  0.26
    #> Adam                            0.28  0.28
    #> Adam, with a penalty            1.75  0.28
    #> Adam, penalty * 50 for the sum  1.75  1.75
    #> AdamW, with weight decay        0.54  0.54
