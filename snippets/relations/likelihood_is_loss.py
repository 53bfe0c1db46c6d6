"""Four losses are negative log-likelihoods, up to constants."""

import math

import torch
from torch.distributions import Bernoulli, Categorical, Laplace, Normal
from torch.nn import functional as F

torch.manual_seed(0)
prediction, target = torch.randn(5), torch.randn(5)

normal = -Normal(prediction, 1.0).log_prob(target).mean()
squared = F.mse_loss(prediction, target)
print(normal, squared / 2 + math.log(2 * math.pi) / 2)
#> tensor(2.9539) tensor(2.9539)

laplace = -Laplace(prediction, 1.0).log_prob(target).mean()
absolute = F.l1_loss(prediction, target)
print(laplace, absolute + math.log(2))
#> tensor(2.4176) tensor(2.4176)

logits, label = torch.randn(5), torch.tensor([0.0, 1.0, 1.0, 0.0, 1.0])
bernoulli = -Bernoulli(logits=logits).log_prob(label).mean()
print(bernoulli, F.binary_cross_entropy_with_logits(logits, label))
#> tensor(1.0018) tensor(1.0018)

logits, classes = torch.randn(5, 3), torch.tensor([0, 2, 1, 1, 0])
categorical = -Categorical(logits=logits).log_prob(classes).mean()
print(categorical, F.cross_entropy(logits, classes))
#> tensor(0.8881) tensor(0.8881)
