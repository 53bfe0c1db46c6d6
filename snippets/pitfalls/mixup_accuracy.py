"""Accuracy on mixed samples: a model that knows everything is wrong on half."""

import torch
from torch.nn import functional as F

from snippets.tools.mixup import mixup

torch.manual_seed(0)
target = torch.randint(10, (1000,))
one_hot = F.one_hot(target, 10).double()
right, losses = [], []
for _ in range(500):
    # Such a model says of a mixed sample what is in it.
    soft, partner, _ = mixup(one_hot, alpha=1.0)
    right.append((soft.argmax(1) == target).double().mean())
    losses.append(F.cross_entropy((soft + 1e-9).log(), soft))
print(f"accuracy {torch.stack(right).mean():.2f}")
#> accuracy 0.56
print(f"loss {torch.stack(losses).mean():.2f}")
#> loss 0.44
