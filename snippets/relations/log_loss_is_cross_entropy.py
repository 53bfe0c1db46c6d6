"""LogLoss, as scikit-learn and CatBoost define it, is cross-entropy.

It takes probabilities, and looks up each sample's probability of its class.
"""

import torch
from torch.nn import functional as F

logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
classes = torch.tensor([0, 2])

# scikit-learn: predicted probabilities, held away from 0 and 1 by the dtype's
# epsilon; then the logarithm of the one at the class, negated, and the mean.
p = logits.softmax(1)
epsilon = torch.finfo(p.dtype).eps
at_class = p.clamp(epsilon, 1 - epsilon)[torch.arange(2), classes]
print(at_class)
#> tensor([1.0000, 0.3333])
print(-at_class.log().mean())
#> tensor(0.5493)

# CatBoost's Logloss: two classes, weighted; here with all weights 1.
z = torch.tensor([5.0, 3.0, 10.0, -5.0, -3.0, -10.0])
y = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
p, weight = z.sigmoid(), torch.ones(6)
terms = y * p.log() + (1 - y) * (1 - p).log()
print(-(weight * terms).sum() / weight.sum())
#> tensor(0.0184)

# PyTorch's losses for the two, from logits.
print(F.cross_entropy(logits, classes))
#> tensor(0.5493)
print(F.binary_cross_entropy_with_logits(z, y))
#> tensor(0.0184)
