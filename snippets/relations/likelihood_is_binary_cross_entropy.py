"""Binary cross-entropy is the negative log-likelihood, per sample."""

import torch
from torch import nn
from torch.nn import functional as F

logits = torch.tensor([5.0, 3.0, 10.0, -5.0, -3.0, -10.0])
target = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])

p = logits.sigmoid()
likelihood = torch.prod(p**target * (1 - p) ** (1 - target))
print(likelihood)
#> tensor(0.8952)
print(-likelihood.log() / 6)
#> tensor(0.0184)
print(F.binary_cross_entropy(p, target))
#> tensor(0.0184)
loss = nn.BCEWithLogitsLoss()(logits, target)
print(loss)
#> tensor(0.0184)

# What makes the labels most likely makes the loss least: here 7 of 10.
target = torch.tensor([1.0] * 7 + [0.0] * 3)
p = torch.linspace(0.01, 0.99, 99)
likelihood = p**7 * (1 - p) ** 3
loss = torch.stack([F.binary_cross_entropy(q.expand(10), target) for q in p])
print(f"{p[likelihood.argmax()]:.2f} {p[loss.argmin()]:.2f}")
#> 0.70 0.70

# Why the logarithm: the product of 1000 fair coins is 0 in float32.
p, target = torch.full((1000,), 0.5), torch.ones(1000)
print(-torch.prod(p).log() / 1000)
#> tensor(inf)
print(F.binary_cross_entropy(p, target))
#> tensor(0.6931)
