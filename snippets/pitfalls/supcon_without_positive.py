"""One sample that is alone in its class makes a loss nan."""

import torch
from torch.nn import functional as F

from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)

torch.manual_seed(0)
embedding = F.normalize(torch.randn(5, 8), dim=-1)
target = torch.tensor([0, 0, 1, 1, 2])
# As it is often written: the sum over positives, over their number.
itself = torch.eye(5, dtype=torch.bool)
positive = (target[:, None] == target) & ~itself
logits = (embedding @ embedding.T / 0.1).masked_fill(itself, -1e9)
each = (logits.log_softmax(1) * positive).sum(1).neg() / positive.sum(1)
print(each)
#> tensor([0.0156, 0.8788, 0.0072, 0.0470,    nan])
print(each.mean())
#> tensor(nan)

# The fix: the mean over the samples that have a positive.
print(supervised_contrastive_loss(embedding, target))
#> tensor(0.2372)
loss = supervised_contrastive_loss(embedding, target, reduction="none")
print(loss)
#> tensor([0.0156, 0.8788, 0.0072, 0.0470, 0.0000])
