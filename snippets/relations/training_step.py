"""Training steps that lower a loss alone, and a loss plus a penalty."""

import torch
from torch.nn import functional as F

torch.manual_seed(3)
double = torch.float64
# 25 numbers a sample; the target depends on the first of them alone.
x, x_new = (torch.randn(n, 25, dtype=double) for n in (30, 1000))
target = x[:, 0] + torch.randn(30, dtype=double)
target_new = x_new[:, 0] + torch.randn(1000, dtype=double)


def train(strength, steps):
    """The loss before each step, on the 30 samples and on new ones."""
    w = torch.zeros(25, dtype=double, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    for _ in range(steps):
        prediction = x @ w
        penalty = w.square().sum() / 2
        objective = F.mse_loss(prediction, target) + strength * penalty
        new = F.mse_loss(x_new @ w.detach(), target_new)
        yield F.mse_loss(prediction, target).item(), new.item()
        optimizer.zero_grad()
        objective.backward()
        optimizer.step()


alone, penalized = list(train(0.0, 1001)), list(train(1.0, 1001))
print("            loss alone      loss + 1.0 * penalty")
#>             loss alone      loss + 1.0 * penalty
print("step  30 samples  new ones  30 samples  new ones")
#> step  30 samples  new ones  30 samples  new ones
for step in (0, 10, 100, 1000):
    (old, new), (old_too, new_too) = alone[step], penalized[step]
    print(f"{step:4}{old:12.2f}{new:10.2f}{old_too:12.2f}{new_too:10.2f}")
    #>    0        2.00      1.94        2.00      1.94
    #>   10        0.15      1.88        0.31      1.65
    #>  100        0.04      3.08        0.29      1.68
    #> 1000        0.02      4.91        0.29      1.68
