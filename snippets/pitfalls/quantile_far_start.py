"""A high quantile comes down slowly: the pull is 1 less the level."""

import torch

from snippets.losses.quantile_loss import quantile_loss

torch.manual_seed(0)
target = 100 + 10 * torch.randn(1000, dtype=torch.float64)
right = torch.quantile(target, 0.99).item()
for start in (right - 50, right + 50):
    constant = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.SGD([constant], lr=1.0)
    steps = 0
    while abs(constant.item() - right) > 5:
        loss = quantile_loss(constant.expand(1000), target, quantile=0.99)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        steps += 1
    side = "below" if start < right else "above"
    print(f"from {side}: {steps} steps")
    #> from below: 275 steps
    #> from above: 4503 steps

# The fix: begin at the quantile of the targets.
bias = torch.nn.Parameter(torch.quantile(target, 0.99))
print(abs(bias.item() - right) < 5)
#> True
