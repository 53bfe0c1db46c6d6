"""Soft targets and mixup with a loss that takes class indices."""

import torch
from torch.nn import functional as F

from snippets.losses.multiclass_focal_loss import multiclass_focal_loss

logits = torch.tensor([[2.0, 0.0, -1.0], [0.0, 1.0, 0.5]])
first, second = torch.tensor([0, 1]), torch.tensor([2, 0])
soft = 0.7 * F.one_hot(first, 3) + 0.3 * F.one_hot(second, 3)
try:
    multiclass_focal_loss(logits, soft)
except ValueError as error:
    print(error)
    #> target must be torch.int64 of shape (2,), got torch.float32 of shape (2,
    #> 3)

# Mixup mixes two labels: mix their losses.
mixed = 0.7 * multiclass_focal_loss(logits, first)
mixed += 0.3 * multiclass_focal_loss(logits, second)
print(f"{mixed:.4f}")
#> 0.6627

# Any soft target: the loss of every class, weighed by the target.
every = [
    multiclass_focal_loss(logits, torch.full((2,), k), reduction="none")
    for k in range(3)
]
each = (soft * torch.stack(every, dim=1)).sum(dim=1)
print(f"{each.mean():.4f}")
#> 0.6627

# With gamma 0 that is what F.cross_entropy makes of a soft target.
every = [
    multiclass_focal_loss(
        logits, torch.full((2,), k), gamma=0, reduction="none"
    )
    for k in range(3)
]
each = (soft * torch.stack(every, dim=1)).sum(dim=1)
print(f"{each.mean():.4f} {F.cross_entropy(logits, soft):.4f}")
#> 1.0251 1.0251
