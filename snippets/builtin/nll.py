"""Negative log-likelihood: picks the target's entry from log-probabilities."""

import torch
from torch import nn
from torch.nn import functional as F

logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
target = torch.tensor([0, 2])

log_probability = nn.LogSoftmax(dim=1)(logits)
loss = nn.NLLLoss()(log_probability, target)
print(loss)
#> tensor(0.5493)
print(F.nll_loss(log_probability, target))
#> tensor(0.5493)
print(nn.CrossEntropyLoss()(logits, target))
#> tensor(0.5493)

# All it does is to look up, negate and average.
print(-log_probability[[0, 1], target].mean())
#> tensor(0.5493)

# weight and ignore_index are those of cross-entropy.
weight = torch.tensor([1.0, 1.0, 3.0])
print(nn.NLLLoss(weight=weight)(log_probability, target))
#> tensor(0.8240)
padded = torch.tensor([-100, 2])
print(nn.NLLLoss(ignore_index=-100)(log_probability, padded))
#> tensor(1.0986)
