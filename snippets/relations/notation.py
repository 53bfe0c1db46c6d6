"""The definitions of the notation page, against PyTorch's functions."""

import torch
from torch.distributions import Categorical, kl_divergence
from torch.nn import functional as F

z = torch.tensor([2.0, 0.0, -1.0])
print(1 / (1 + torch.exp(-z)))
#> tensor([0.8808, 0.5000, 0.2689])
print(torch.sigmoid(z))
#> tensor([0.8808, 0.5000, 0.2689])

print(torch.exp(z) / torch.exp(z).sum())
#> tensor([0.8438, 0.1142, 0.0420])
print(torch.softmax(z, dim=0))
#> tensor([0.8438, 0.1142, 0.0420])

print(z - torch.log(torch.exp(z).sum()))
#> tensor([-0.1698, -2.1698, -3.1698])
print(torch.log_softmax(z, dim=0))
#> tensor([-0.1698, -2.1698, -3.1698])

# Entropy, cross-entropy and divergence, for a target y and a prediction p.
y, p = torch.tensor([0.7, 0.2, 0.1]), torch.softmax(z, dim=0)
print(-(y * y.log()).sum(), Categorical(probs=y).entropy())
#> tensor(0.8018) tensor(0.8018)
print(-(y * p.log()).sum(), F.cross_entropy(z, y))
#> tensor(0.8698) tensor(0.8698)
print(
    (y * (y.log() - p.log())).sum(),
    kl_divergence(Categorical(probs=y), Categorical(probs=p)),
)
#> tensor(0.0680) tensor(0.0680)

# The logarithm is natural: log10(2) would be 0.3010.
print(torch.log(torch.tensor(2.0)), torch.log10(torch.tensor(2.0)))
#> tensor(0.6931) tensor(0.3010)
