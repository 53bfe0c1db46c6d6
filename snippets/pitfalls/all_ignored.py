"""A nan loss because every target of the batch is ignored: 0 / 0."""

import torch
from torch.nn import functional as F

logits = torch.zeros(2, 3, requires_grad=True)
target = torch.tensor([-100, -100])

# The value is nan. The gradient, here, is 0.
loss = F.cross_entropy(logits, target)
print(loss.detach())
#> tensor(nan)
print(torch.autograd.grad(loss, logits)[0])
#> tensor([[0., 0., 0.],
#>         [0., 0., 0.]])

# An empty batch is the same case.
print(F.cross_entropy(torch.zeros(0, 3), torch.zeros(0, dtype=torch.long)))
#> tensor(nan)

# A masked mean of your own makes the gradient nan too, and one step of the
# optimizer then makes every weight nan.
mask = torch.zeros(2)
each = F.cross_entropy(logits, torch.tensor([0, 0]), reduction="none")
loss = (each * mask).sum() / mask.sum()
print(loss.detach())
#> tensor(nan)
print(torch.autograd.grad(loss, logits)[0])
#> tensor([[nan, nan, nan],
#>         [nan, nan, nan]])

# The fix: sum, and divide by the number of targets that count, or by 1.
count = (target != -100).sum().clamp(min=1)
loss = F.cross_entropy(logits, target, reduction="sum") / count
print(loss.detach())
#> tensor(0.)
print(torch.autograd.grad(loss, logits)[0])
#> tensor([[0., 0., 0.],
#>         [0., 0., 0.]])
