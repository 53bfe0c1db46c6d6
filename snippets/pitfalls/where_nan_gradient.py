"""torch.where drops an overflowing branch, but not the nan in its gradient.

The loss is softplus, which is z itself to every digit that float32 has, once z
is above 20.
"""

import torch
from torch.nn import functional as F

logits = torch.tensor([1.0, 100.0], requires_grad=True)
large = logits > 20
loss = torch.where(large, logits, torch.log1p(torch.exp(logits)))
print(loss.detach())
#> tensor([  1.3133, 100.0000])
loss.sum().backward()
print(logits.grad)
#> tensor([0.7311,    nan])

# The fix: a second `where`, before the function that overflows.
logits.grad = None
safe = torch.where(large, 0, logits)
loss = torch.where(large, logits, torch.log1p(torch.exp(safe)))
loss.sum().backward()
print(logits.grad)
#> tensor([0.7311, 1.0000])
# Better still, leave it to the library.
logits.grad = None
F.softplus(logits).sum().backward()
print(logits.grad)
#> tensor([0.7311, 1.0000])
