"""NLLLoss fed probabilities or logits: negative values, no error."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[4.0, 1.0, 0.0], [0.0, 1.0, 5.0]])
target = torch.tensor([0, 2])

print(F.nll_loss(torch.softmax(logits, dim=1), target))
#> tensor(-0.9559)
print(F.nll_loss(logits, target))
#> tensor(-4.5000)

# The fix: log-probabilities, or logits and cross-entropy.
print(F.nll_loss(torch.log_softmax(logits, dim=1), target))
#> tensor(0.0453)
print(F.cross_entropy(logits, target))
#> tensor(0.0453)
