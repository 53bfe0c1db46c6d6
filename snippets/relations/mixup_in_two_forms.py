"""Mixup: two losses of one prediction, or one loss of a mixed target."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.mixup import mixup

torch.manual_seed(0)
x, target = torch.randn(6, 4), torch.tensor([0, 2, 1, 1, 0, 2])
model = nn.Linear(4, 3)

mixed, partner, share = mixup(x, alpha=0.2)
logits = model(mixed)

# Two losses, with class indices.
first, second = (F.cross_entropy(logits, y) for y in (target, target[partner]))
loss = share * first + (1 - share) * second
print(f"{loss:.4f}")
#> 1.4903

# One loss, of a soft target.
one_hot = F.one_hot(target, 3).float()
soft = share * one_hot + (1 - share) * one_hot[partner]
loss = F.cross_entropy(logits, soft)
print(f"{loss:.4f}")
#> 1.4903
