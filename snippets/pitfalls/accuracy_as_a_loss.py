"""The share of mistakes has no slope, so nothing can be trained on it."""

import torch
from torch.nn import functional as F

logits = torch.tensor([0.5, -0.5, 1.5], requires_grad=True)
target = torch.tensor([1.0, 1.0, 0.0])


def mistakes(logits):
    """The share of answers that are wrong."""
    return ((logits > 0) != (target == 1)).float().mean()


try:
    mistakes(logits).backward()
except RuntimeError as error:
    print(error)
    #> element 0 of tensors does not require grad and does not have a grad_fn

# A step in the right direction: no mistake less, but a smaller loss.
better = logits.detach() + 0.1 * torch.tensor([1.0, 1.0, -1.0])
print(f"{mistakes(logits):.2f}, then {mistakes(better):.2f}")
#> 0.67, then 0.67
before, after = (
    F.binary_cross_entropy_with_logits(each, target)
    for each in (logits, better)
)
print(f"{before:.2f}, then {after:.2f}")
#> 1.05, then 0.99

# The fix: train with the loss, which makes the mistakes fewer too.
optimizer = torch.optim.SGD([logits], lr=1.0)
for _ in range(20):
    optimizer.zero_grad()
    F.binary_cross_entropy_with_logits(logits, target).backward()
    optimizer.step()
print(f"{mistakes(logits):.2f}")
#> 0.00
